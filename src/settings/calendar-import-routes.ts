import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { fullDate, startOfDayWita } from '../time.ts'
import { parseForm, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { HOLIDAY_KIND, kindByName } from './calendar-content.ts'
import { IMPORT } from './calendar-forms.ts'
import { type Again, calendarNow, proceed } from './calendar-saving-routes.ts'
import { readCalendarFile } from './ics.ts'

const PATH = '/pengaturan/kalender/impor'

/** Days off from a calendar file: pasted, chosen from, looked at, saved; behind `allowed('keepCalendar')`. */
export function calendarImportRoutes(setting: Setting): Router {
  const router = Router()

  router.get(PATH, (req, res) => pastePage(req, res, {}))

  router.post(PATH, async (req, res) => {
    const typed = typedOf(req.body)
    const parsed = parseForm(IMPORT, req.body, setting.clock.now())
    if (parsed.errors) return pastePage(req, res, parsed)
    const file = readCalendarFile(parsed.value.isi)
    if (file.fault !== undefined) return pastePage(req, res, { errors: { isi: file.fault }, typed })
    const { holidays, mark } = await calendarNow(setting)
    const known = new Map(holidays.map(({ date, name }) => [date, name]))
    const { jenis } = parsed.value
    const fresh = file.days.filter(({ date }) => !known.has(date)).map((day) => ({ ...day, kind: kindByName(day.name, jenis) }))
    const wanted = new Set(typed.langkah === undefined ? fresh.map(({ date }) => date) : [typed.tanggal ?? []].flat())
    const chosen = fresh.filter(({ date }) => wanted.has(date))
    const again = ({ status, errors }: Again) => {
      const same = file.days.filter(({ date }) => known.has(date)).map((day) => ({ ...day, as: known.get(day.date) }))
      const locals = { fresh, same, left: file.left, wanted, mark, errors, isi: parsed.value.isi, jenis, kinds: HOLIDAY_KIND }
      return renderPage(req, res, 'settings/calendar-choose', {
        title: 'Hari libur dari berkas',
        status: status ?? 200,
        ...locals,
      })
    }
    if (typed.langkah === undefined) return again({})
    if (chosen.length === 0) return again({ status: 422, errors: { tanggal: 'Pilih paling sedikit satu hari.' } })
    const lines = chosen.map(
      ({ date, name, kind }) => `${fullDate(startOfDayWita(date))}, ${name} (${HOLIDAY_KIND[kind].toLowerCase()})`,
    )
    const heading = chosen.length === 1 ? 'Tambahkan hari libur ini?' : `Tambahkan ${chosen.length} hari libur ini?`
    const shown = { heading, lines, year: chosen[0]?.date.slice(0, 4) }
    await proceed(setting, req, res, { change: { kind: 'added', holidays: chosen }, again, field: 'tanggal', shown })
  })

  return router

  async function pastePage(req: Request, res: Response, { errors, typed }: Again) {
    const form = { fields: IMPORT.fields, values: typed ?? { jenis: 'NATIONAL' }, errors }
    await renderPage(req, res, 'settings/calendar-import', { title: 'Impor hari libur', status: errors ? 422 : 200, ...form })
  }
}
