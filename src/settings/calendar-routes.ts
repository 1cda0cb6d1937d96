import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { allowed } from '../people/sign-in.ts'
import { dateInWita, fullDate, startOfDayWita } from '../time.ts'
import { parseForm, typedOf, type Values } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { HOLIDAY_KIND, hoursText, WEEKDAYS } from './calendar-content.ts'
import { EDITED_HOLIDAY, HOURS, NEW_HOLIDAY, typedWeek, weekOf } from './calendar-forms.ts'
import { calendarImportRoutes } from './calendar-import-routes.ts'
import { type Again, calendarNow, proceed } from './calendar-saving-routes.ts'
import { lastCalendarChange } from './calendar-store.ts'
import type { Holiday } from './master.ts'

const HOME = '/pengaturan/kalender'

/** The working calendar of the office: hours of the week and days off; behind `signedIn`. */
export function calendarRoutes(setting: Setting): Router {
  const { db, clock } = setting
  const router = Router()
  router.use(HOME, allowed('keepCalendar'))

  router.get(HOME, async (req, res) => {
    const [{ weekly, holidays }, last] = await Promise.all([calendarNow(setting), lastCalendarChange(db)])
    const today = dateInWita(clock.now())
    const year = /^\d{4}$/.test(String(req.query.tahun)) ? String(req.query.tahun) : today.slice(0, 4)
    const years = [...new Set([today.slice(0, 4), year, ...holidays.map(({ date }) => date.slice(0, 4))])].sort()
    const week = WEEKDAYS.map((day, index) => ({ day, text: hoursText(weekly[index] ?? []) }))
    const shown = holidays.filter(({ date }) => date.startsWith(year))
    const news = newsOf(rowId(req.query.pindah))
    const locals = { week, holidays: shown, year, years, today, last, news, kinds: HOLIDAY_KIND }
    await renderPage(req, res, 'settings/calendar', { title: 'Kalender kerja', ...locals })
  })

  router.get(`${HOME}/jam`, (req, res) => hoursPage(req, res, {}))

  router.post(`${HOME}/jam`, async (req, res) => {
    const again = (more: Again) => hoursPage(req, res, more)
    const parsed = parseForm(HOURS, req.body, clock.now())
    if (parsed.errors) return again(parsed)
    const weekly = weekOf(parsed.value)
    const lines = WEEKDAYS.map((day, index) => `${day} ${hoursText(weekly[index] ?? []) || 'tutup'}`)
    const shown = { heading: 'Simpan jam kerja ini?', lines }
    await proceed(setting, req, res, { change: { kind: 'hours', weekly }, again, field: 'senin', shown })
  })

  router.get(`${HOME}/libur/baru`, (req, res) => newHolidayPage(req, res, {}))

  router.post(`${HOME}/libur/baru`, async (req, res) => {
    const again = (more: Again) => newHolidayPage(req, res, more)
    const parsed = parseForm(NEW_HOLIDAY, req.body, clock.now())
    if (parsed.errors) return again(parsed)
    const holiday = { date: parsed.value.tanggal, ...named(parsed.value) }
    const { holidays } = await calendarNow(setting)
    const taken = holidays.find(({ date }) => date === holiday.date)
    if (taken)
      return again({ errors: { tanggal: `Tanggal ini sudah tercatat sebagai ${taken.name}.` }, typed: typedOf(req.body) })
    const shown = { heading: 'Tambahkan hari libur ini?', lines: [line(holiday)], year: holiday.date.slice(0, 4) }
    await proceed(setting, req, res, { change: { kind: 'added', holidays: [holiday] }, again, field: 'tanggal', shown })
  })

  router.get(`${HOME}/libur/:tanggal`, async (req, res) => editPage(req, res, {}))

  router.post(`${HOME}/libur/:tanggal`, async (req, res) => {
    const again = (more: Again) => editPage(req, res, more)
    const { date } = await holidayOf(req)
    const parsed = parseForm(EDITED_HOLIDAY, req.body, clock.now())
    if (parsed.errors) return again(parsed)
    const holiday = { date, ...named(parsed.value) }
    const shown = { heading: 'Simpan hari libur ini?', lines: [line(holiday)], year: date.slice(0, 4) }
    await proceed(setting, req, res, { change: { kind: 'edited', holiday }, again, field: 'nama', shown })
  })

  router.post(`${HOME}/libur/:tanggal/hapus`, async (req, res) => {
    const holiday = await holidayOf(req)
    const shown = { heading: 'Hapus hari libur ini?', lines: [line(holiday)], year: holiday.date.slice(0, 4), button: 'Hapus' }
    const again = ({ status, errors }: Again) => editPage(req, res, { status, errors })
    await proceed(setting, req, res, { change: { kind: 'removed', date: holiday.date }, again, field: 'nama', shown })
  })

  router.use(calendarImportRoutes(setting))
  return router

  async function hoursPage(req: Request, res: Response, { status, errors, typed }: Again) {
    const { weekly, mark } = await calendarNow(setting)
    const form = { fields: HOURS.fields, values: typed ?? typedWeek(weekly.map(hoursText)), errors, mark }
    await renderPage(req, res, 'settings/calendar-hours', { title: 'Jam kerja', status: statusOf(status, errors), ...form })
  }

  async function newHolidayPage(req: Request, res: Response, { status, errors, typed }: Again) {
    const { mark } = await calendarNow(setting)
    const form = { fields: NEW_HOLIDAY.fields, values: typed ?? { jenis: 'NATIONAL' }, errors, mark }
    await renderPage(req, res, 'settings/calendar-new', { title: 'Hari libur baru', status: statusOf(status, errors), ...form })
  }

  async function editPage(req: Request, res: Response, { status, errors, typed }: Again) {
    const { date, name, kind, mark } = await holidayOf(req)
    const form = { fields: EDITED_HOLIDAY.fields, values: typed ?? { nama: name, jenis: kind }, errors, mark }
    const day = fullDate(startOfDayWita(date))
    await renderPage(req, res, 'settings/calendar-edit', { title: day, status: statusOf(status, errors), date, ...form })
  }

  async function holidayOf({ params }: Request) {
    const { holidays, mark } = await calendarNow(setting)
    const holiday = holidays.find(({ date }) => date === params.tanggal)
    if (!holiday) throw new NotFound('Hari libur ini tidak ditemukan; mungkin sudah dihapus.')
    return { ...holiday, mark }
  }
}

const statusOf = (status: number | undefined, errors: object | undefined): number => status ?? (errors ? 422 : 200)
const named = ({ nama, jenis }: Values<typeof EDITED_HOLIDAY.fields>) => ({ name: nama, kind: jenis })
const line = ({ date, name, kind }: Holiday) => `${fullDate(startOfDayWita(date))}, ${name} (${HOLIDAY_KIND[kind].toLowerCase()})`

function newsOf(moved: number | undefined): string | undefined {
  if (moved === undefined) return undefined
  if (moved === 0) return 'Kalender kerja tersimpan. Tidak ada batas waktu yang bergeser.'
  return `Kalender kerja tersimpan. Batas waktu ${moved.toLocaleString('id')} aduan bergeser; riwayat tiap aduan mencatatnya.`
}
