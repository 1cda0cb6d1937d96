// Corrections of what was taken down, as each scope of the form asks for them.
import { CATEGORIES, type CategoryCode } from '../categories.ts'
import { escalateAtOnce } from './acts.ts'
import { act, type Course, type Turn, wait, waitByDayAndNight, waitInOffice } from './course.ts'
import { deskAt, staffOf } from './crew.ts'
import { toConfirmation, toEnd, toReport, toStart } from './follow-up.ts'
import { reasonFor } from './said.ts'
import type { Values } from './story.ts'

const AFTER_CLOSING = ['nama', 'anonim', 'telepon', 'akun', 'cara_dihubungi']
const OF_UNIT = ['kategori', 'kelurahan', 'alamat', 'nomor_sambungan']
const OF_MATTER = ['kanal', 'jenis', 'layanan', 'perihal', 'uraian', 'waktu_masuk']
const OF_PERSON = ['mewakili', 'kebutuhan', 'keterangan_kebutuhan', 'jenis_pelapor', 'golongan']
const OF_FRONT_DESK = [...OF_MATTER, ...OF_UNIT, ...AFTER_CLOSING, ...OF_PERSON]

/** The unit finds the house and writes down how. */
export const addressCorrected: Turn = (course) => {
  escalateAtOnce(course)
  toStart(course)
  wait(course, 5, 20)
  const { alamat: before } = course.story.intake.values
  const alamat = before ? `${before} (lorong sebelah masjid, pagar biru)` : 'Lorong sebelah masjid, pagar biru'
  act(course, staffOf(course.random, course.unit), 'amend', { ...typed(course, OF_UNIT), alamat, alasan: '' })
  toReport(course)
  toConfirmation(course)
}

/** The front desk learns more and files it under another category. */
export const recategorised =
  (to: CategoryCode, about: RegExp): Turn =>
  (course) => {
    amendByDesk(course, { kategori: to, ...reasonFor(course, 'amend', about) })
    course.matter = { ...course.matter, category: CATEGORIES.find(({ code }) => code === to) ?? course.matter.category }
    toEnd(course)
  }

export const prioritised: Turn = (course) => {
  amendByDesk(course, { prioritas: 'URGENT', ...reasonFor(course, 'amend', /pasien/) })
  toEnd(course)
}

/** After closing the Kasie alone corrects how to reach somebody. */
export const phoneCorrected: Turn = (course) => {
  escalateAtOnce(course)
  toEnd(course)
  waitInOffice(course, 60, 400)
  act(course, 'kasie.hula', 'amend', { ...typed(course, AFTER_CLOSING), telepon: '0811-4100-0987', alasan: '' })
}

function amendByDesk(course: Course, changed: Values): void {
  const { random, story, matter } = course
  escalateAtOnce(course)
  waitByDayAndNight(course, 3, 6)
  const prioritas = story.intake.values.prioritas || matter.category.priority
  act(course, deskAt(random, course.at), 'amend', { ...typed(course, OF_FRONT_DESK), prioritas, ...changed })
}

const typed = ({ story }: Course, fields: readonly string[]): Values =>
  Object.fromEntries(Object.entries(story.intake.values).filter(([name]) => fields.includes(name)))
