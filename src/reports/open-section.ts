// What was open at the end: how old it was, and what was late with what is known of why.
import type { MasterData } from '../settings/master.ts'
import { dayAndTime } from '../time.ts'
import { CLOCK } from '../words.ts'
import type { Content, Overdue } from './content.ts'
import { ageWord } from './measure-words.ts'
import { counted, type Section, spanOf, type Table } from './section.ts'
import { capital, said } from './wording.ts'

export function openSection({ all, overdue, now }: Content, { names }: MasterData): Section {
  const span = spanOf(all, null)
  const ageing: Table = {
    title: 'Umur aduan terbuka',
    sheet: 'Umur',
    columns: [
      { label: 'Umur', kind: 'text' },
      { label: 'Aduan', kind: 'number' },
    ],
    rows: all.ageing.map((count, age) => [{ text: ageWord(age) }, counted(count, span, { of: 'age', age })]),
  }
  const late: Table = {
    title: 'Daftar terlambat',
    sheet: 'Terlambat',
    columns: [
      { label: 'Nomor', kind: 'text' },
      { label: 'Kategori', kind: 'text' },
      { label: 'Unit', kind: 'text' },
      { label: 'Langkah', kind: 'text' },
      { label: 'Batas waktu', kind: 'instant' },
      { label: 'Sebab yang tercatat', kind: 'text' },
    ],
    rows: overdue.map((one) => [
      { text: one.number, href: `/aduan/${one.number}` },
      { text: names.category(one.categoryId) },
      { text: names.unit(one.unitId) },
      { text: CLOCK[one.clock] },
      { at: one.dueAt, text: dayAndTime(one.dueAt, now) },
      { text: causeWords(one, names) },
    ]),
  }
  const more =
    all.overdue > overdue.length ? `Daftar memuat ${said(overdue.length)} yang terlama dari ${said(all.overdue)} aduan.` : ''
  const then = overdue.length > 0 ? 'Unit dan sebab dalam daftar terlambat adalah yang tercatat pada akhir periode.' : ''
  return { heading: 'Yang masih terbuka', sentences: [more, then].filter(Boolean), tables: [ageing, late] }
}

export const NO_CAUSE = 'Tidak ada penundaan yang tercatat'

/** What is known of why something was late. */
export function causeWords(
  { holdReasonIds, passes }: Pick<Overdue, 'holdReasonIds' | 'passes'>,
  names: MasterData['names'],
): string {
  const held = [...new Set(holdReasonIds)].map((id) => names.holdReason(id).toLowerCase())
  const said = [held.length > 0 && `tertunda: ${held.join(', ')}`, passes > 0 && `dialihkan atau dikembalikan ${passes} kali`]
  return capital(said.filter(Boolean).join('; ')) || NO_CAUSE
}
