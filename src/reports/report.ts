// A periodic report as a document (SOP 5, step 5: material for daily, monthly and annual reports).
import type { MasterData } from '../settings/master.ts'
import type { SopTexts } from '../settings/sop-texts.ts'
import { fromReport, LIST } from './addresses.ts'
import { BREAKDOWNS, breakdownSection } from './breakdown-section.ts'
import { clockSection } from './clock-section.ts'
import type { Content } from './content.ts'
import { completed } from './definitions.ts'
import { dismissalSection } from './dismissal-section.ts'
import { equitySection } from './equity-section.ts'
import { imbalance } from './figures.ts'
import { flowSection } from './flow-section.ts'
import { indicatorSection } from './indicators-section.ts'
import { openSection } from './open-section.ts'
import { nameOf, type Period, REPORT_TITLE } from './period.ts'
import type { Section } from './section.ts'
import { summaryOf } from './summary.ts'

export type Report = {
  title: string
  period: Period
  name: string
  madeAt: Date
  /** What proves a paper: its number, version, and the SHA-256 of its figures; absent while it is not issued. */
  sop: SopTexts
  stamp?: { number: string; version: number; sha256: string; by: string; at: Date }
  sentences: string[]
  sections: Section[]
  /** Tables whose complaints do not add up; always none. */
  imbalances: string[]
  /** What is not counted for the person who asks; null: nothing. */
  unseen: string | null
}

/** As the public sent it in, and no officer received it: the Direktur sees what was received (SOP 5, step 1). */
const UNSEEN = 'Kiriman warga yang belum diterima petugas tidak dihitung bagi Anda; laporan terbit menghitungnya.'

/** seesAll: the office's own sight, which issued reports are counted by. */
export function reportOf(content: Content, master: MasterData, { seesAll }: { seesAll: boolean } = { seesAll: true }): Report {
  const { period, now } = content
  const sop = sopOf(content, master)
  const { definitions } = sop
  const sections = [
    flowSection(content, definitions),
    clockSection(content, definitions),
    ...(content.indicators ? [indicatorSection(content, content.indicators, master, definitions)] : []),
    ...BREAKDOWNS.map((by) => breakdownSection(by, content, master, definitions)),
    openSection(content, master),
    dismissalSection(content, definitions),
    equitySection(content, seesAll),
  ]
  return {
    title: `${REPORT_TITLE[period.kind]} Pengaduan Pelanggan`,
    period,
    sop,
    name: nameOf(period),
    madeAt: now,
    sentences: summaryOf(content),
    sections: sections.map((section) => linkedFrom(section, period)),
    imbalances: imbalancesOf(content),
    unseen: seesAll ? null : UNSEEN,
  }
}

/** Each figure leads to its complaints, and from there back to this report. */
const linkedFrom = (section: Section, { key }: Period): Section => ({
  ...section,
  tables: section.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) =>
      row.map((cell) => (cell.href?.startsWith(LIST) ? { ...cell, href: fromReport(cell.href, key) } : cell)),
    ),
  })),
})

/** As it held; reports that were issued before definitions were kept have those of the application. */
const sopOf = ({ sop }: Content, master: MasterData): SopTexts =>
  sop ? { ...sop, definitions: completed(sop.definitions) } : master.sop

function imbalancesOf({ all, complaints, allBefore, complaintsBefore }: Content): string[] {
  return [all, complaints, allBefore, complaintsBefore].flatMap((figures) => {
    const lines = [figures.total, ...Object.values(figures.by).flat(), figures.special, figures.others]
    return lines
      .filter(({ flow }) => imbalance(flow) !== 0)
      .map(({ flow }) => `${figures.from} – ${figures.until}: selisih ${imbalance(flow)}`)
  })
}
