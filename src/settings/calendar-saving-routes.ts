import type { Request, Response } from 'express'
import { countMoved, type Moved } from '../complaints/recalendar-store.ts'
import type { Setting } from '../complaints/setting.ts'
import { userOf } from '../people/sign-in.ts'
import { type Errors, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { type CalendarChange, changed, forClocks, type OfficeCalendar, opensEnough, runsAlike } from './calendar-content.ts'
import { markOf, readOfficeCalendar, saveCalendar } from './calendar-store.ts'

/** What a form's page is shown with again. */
export type Again = { status?: number; errors?: Errors; typed?: Typed }
/** A change that a form asks for: how its page comes back, the field that faults of the whole stand beside, and what is shown before it is saved. */
export type Proposal = {
  change: CalendarChange
  again: (again: Again) => Promise<void>
  field: string
  shown: { heading: string; lines: string[]; year?: string; button?: string }
}

/** Shows what a change would move, and saves it when that was seen; one that moves no clock is saved at once. */
export async function proceed({ db, clock }: Setting, req: Request, res: Response, proposal: Proposal): Promise<void> {
  const { change, again, field, shown } = proposal
  const [typed, now] = [typedOf(req.body), clock.now()]
  const fault = (status: number, message: string) => again({ status, errors: { [field]: message }, typed })
  const before = await readOfficeCalendar(db.sql)
  if (typed.versi !== markOf(before)) return fault(409, OUTDATED)
  if (typed.langkah === 'ubah') return again({ typed })
  const after = changed(before, change)
  if (!opensEnough(after, now)) return fault(422, TOO_SELDOM)
  if (typed.langkah !== 'simpan' && !runsAlike(before, after)) {
    const moved = await countMoved(db, forClocks(after), now)
    return renderPage(req, res, 'settings/calendar-confirm', { title: shown.heading, ...shown, impact: impactOf(moved), typed })
  }
  const moved = await saveCalendar(db, { change, actorId: userOf(req).id, mark: typed.versi, now })
  if (!moved) return fault(409, OUTDATED)
  const news = new URLSearchParams({ ...(shown.year && { tahun: shown.year }), pindah: String(moved.complaints) })
  res.redirect(303, `/pengaturan/kalender?${news}`)
}

/** What a page needs to make a form of the calendar as it is now. */
export async function calendarNow({ db }: Pick<Setting, 'db'>): Promise<OfficeCalendar & { mark: string }> {
  const calendar = await readOfficeCalendar(db.sql)
  return { ...calendar, mark: markOf(calendar) }
}

/** What a change does to open limits, in words. */
export function impactOf({ complaints, late }: Moved): string {
  if (complaints === 0) return 'Perubahan ini tidak menggeser batas waktu aduan yang masih berjalan.'
  const moved = `Perubahan ini menggeser batas waktu ${complaints.toLocaleString('id')} aduan yang masih berjalan.`
  return late === 0 ? moved : `${moved} ${late.toLocaleString('id')} di antaranya langsung terlambat.`
}

const OUTDATED = 'Kalender kerja berubah sementara Anda mengisi. Periksa lagi dengan kalender yang sekarang, lalu simpan.'
const TOO_SELDOM =
  'Dengan perubahan ini kantor buka kurang dari 52 jam dalam setahun ke depan, sehingga batas waktu tidak dapat dihitung.'
