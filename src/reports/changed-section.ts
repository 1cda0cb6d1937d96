// What a later version says otherwise than the one before it, as it stands on its paper.
import { type Moved, movedWords } from './arrivals.ts'
import type { Difference } from './issued.ts'
import type { Cell, Section, Table } from './section.ts'
import { said } from './wording.ts'

/** More than these are read on the screen. */
const MOST = 80

export function changedSection(changes: readonly Difference[], moved: Moved | null, version: number): Section {
  const heading = `Yang berubah sejak versi ${version}`
  const sentences = movedWords(moved)
  if (changes.length === 0) return { heading, sentences: ['Tidak ada angka yang berubah.'], tables: [] }
  const text = (label: string) => ({ label, kind: 'text' }) as const
  const table: Table = {
    ...{ title: heading, sheet: 'Yang berubah' },
    columns: ['Tabel', 'Baris', 'Kolom', 'Semula', 'Menjadi'].map(text),
    rows: changes
      .slice(0, MOST)
      .map(({ table, row, column, from, to }) => [table, row, column, from, to].map((text): Cell => ({ text }))),
  }
  const more = changes.length - MOST
  const note = more > 0 ? `${said(more)} lainnya ada pada halaman versi ini di aplikasi.` : undefined
  return { heading, sentences, tables: [{ ...table, ...(note && { note }) }] }
}
