// A periodic report as a document: the same content for the screen, the paper and the sheet (SOP 5, step 5: material for daily, monthly and annual reports).
import type { MasterData } from '../settings/master.ts'
import type { SopTexts } from '../settings/sop-texts.ts'
import type { ClockName } from '../sla/policy.ts'
import { CLOCKS } from '../sla/policy.ts'
import { dayAndTime, durationWords } from '../time.ts'
import { CLOCK, DISMISSAL_REASON, KIND } from '../words.ts'
import { listHref, type Measure, type Part, type Span } from './addresses.ts'
import {
  type ClockFigure,
  type Dimension,
  type Figures,
  FLOW,
  type Flow,
  imbalance,
  type Keyed,
  type Line,
  share,
} from './figures.ts'
import type { Indicators } from './indicators.ts'
import { indicatorSection } from './indicators-section.ts'
import { ageWord, CLOCK_MEANING, DIMENSION_WORD, FLOW_WORD, OVERDUE_WORD } from './measure-words.ts'
import { nameOf, type Period } from './period.ts'

/** number: right-aligned and a number in sheets, a rate with its hundredths; share: per mille; minutes: a duration; null: nothing to tell. */
export type Cell = {
  text?: string
  number?: number | null
  share?: number | null
  minutes?: number | null
  at?: Date
  href?: string
}
export type Column = { label: string; kind: 'text' | 'number' | 'rate' | 'share' | 'minutes' | 'instant' }
export type Table = { title: string; columns: Column[]; rows: Cell[][]; note?: string; sheet: string }
/** What a picture is drawn from: labels with numbers, the first the greatest. */
export type Bars = { title: string; bars: { label: string; count: number }[] }
/** meanings: what its figures are called, and what they count. */
export type Section = { heading: string; sentences: string[]; tables: Table[]; bars?: Bars; meanings?: [string, string][] }
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
}

/** A complaint that was late at the end of the period, with what is known of why. */
export type Overdue = {
  number: string
  categoryId: number
  unitId: number
  clock: ClockName
  dueAt: Date
  holdReasonIds: number[]
  passes: number
}

/** all, complaints: the figures of every kind and of *keluhan* alone, and those of the period before. */
export type Content = {
  period: Period
  before: Period
  all: Figures
  complaints: Figures
  allBefore: Figures
  complaintsBefore: Figures
  overdue: Overdue[]
  /** None in reports that were issued before there were any. */
  indicators?: Indicators
  /** What held when it was issued; until then what holds. */
  sop?: SopTexts
  /** How many submissions of the public arrived, of every kind. */
  submissions: number
  now: Date
}

const TITLE = { day: 'Laporan Harian', week: 'Laporan Mingguan', month: 'Laporan Bulanan', year: 'Laporan Tahunan' } as const

export function reportOf(content: Content, master: MasterData): Report {
  const { period, now } = content
  const sections = [
    flowSection(content),
    clockSection(content),
    ...(content.indicators ? [indicatorSection(content, content.indicators, master)] : []),
    ...BREAKDOWNS.map((by) => breakdownSection(by, content, master)),
    openSection(content, master),
    dismissalSection(content),
    equitySection(content),
  ]
  return {
    title: `${TITLE[period.kind]} Pengaduan Pelanggan`,
    period,
    sop: content.sop ?? master.sop,
    name: nameOf(period),
    madeAt: now,
    sentences: summaryOf(content),
    sections,
    imbalances: imbalancesOf(content),
  }
}

const BREAKDOWNS = ['unit', 'category', 'channel', 'district', 'officer'] as const satisfies Dimension[]
/** Fewer than these tell nothing of a difference. */
const ENOUGH = 10

const spanOf = ({ from, until }: Figures, kind: string | null): Span => ({ from, until, kind })
const counted = (number: number, span: Span, measure: Measure, part?: Part): Cell => ({
  number,
  href: listHref(span, measure, part),
})

function summaryOf({ period, before, all, complaints, allBefore }: Content): string[] {
  const { flow, clocks } = all.total
  const change = flow.arrived - allBefore.total.flow.arrived
  const kept = CLOCKS.map((clock) => `${CLOCK[clock]} ${shareWords(keptShare(clocks[clock]))}`).join(', ')
  return [
    `${capital(nameOf(period))}: ${said(flow.arrived)} aduan masuk, ${said(complaints.total.flow.arrived)} di antaranya keluhan; ${said(flow.closed)} selesai dan ${said(flow.dismissed)} tidak dilanjutkan.`,
    change === 0
      ? `Jumlah yang masuk sama dengan ${nameOf(before)}.`
      : `Yang masuk ${said(Math.abs(change))} ${change > 0 ? 'lebih banyak' : 'lebih sedikit'} daripada ${nameOf(before)} (${said(allBefore.total.flow.arrived)}).`,
    `Pada akhir periode ${said(flow.open)} aduan masih terbuka, ${said(all.overdue)} di antaranya melewati batas waktu.`,
    `Tepat waktu menurut putaran: ${kept}.`,
  ]
}

const said = (count: number): string => count.toLocaleString('id')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const keptShare = ({ kept, late }: ClockFigure): number | null => share(kept, kept + late)
const wholeShare = ({ wholeKept, wholeLate }: ClockFigure): number | null => share(wholeKept, wholeKept + wholeLate)
export const shareWords = (perMille: number | null): string =>
  perMille === null ? 'tidak ada yang dinilai' : `${(perMille / 10).toLocaleString('id', { maximumFractionDigits: 1 })}%`

function flowSection({ all, complaints, allBefore, complaintsBefore, before }: Content): Section {
  const columns: Column[] = [
    { label: 'Aduan', kind: 'text' },
    { label: KIND.COMPLAINT, kind: 'number' },
    { label: 'Semua jenis', kind: 'number' },
    { label: `${KIND.COMPLAINT}, ${nameOf(before)}`, kind: 'number' },
    { label: `Semua jenis, ${nameOf(before)}`, kind: 'number' },
  ]
  const of = (figures: Figures, kind: string | null, what: keyof Flow) =>
    counted(figures.total.flow[what], spanOf(figures, kind), { of: 'flow', what })
  const rows = FLOW.map((what) => [
    { text: FLOW_WORD[what] },
    of(complaints, 'COMPLAINT', what),
    of(all, null, what),
    of(complaintsBefore, 'COMPLAINT', what),
    of(allBefore, null, what),
  ])
  const late = (figures: Figures, kind: string | null) => counted(figures.overdue, spanOf(figures, kind), { of: 'overdue' })
  rows.push([
    { text: OVERDUE_WORD },
    late(complaints, 'COMPLAINT'),
    late(all, null),
    late(complaintsBefore, 'COMPLAINT'),
    late(allBefore, null),
  ])
  const { opening, arrived, reopened, closed, dismissed, open } = all.total.flow
  const balance = `${said(opening)} terbuka pada awal + ${said(arrived)} masuk + ${said(reopened)} dibuka kembali = ${said(closed)} selesai + ${said(dismissed)} tidak dilanjutkan + ${said(open)} terbuka pada akhir.`
  return { heading: 'Alur aduan', sentences: [balance], tables: [{ title: 'Alur aduan', columns, rows, sheet: 'Alur' }] }
}

const CLOCK_COLUMNS: Column[] = [
  { label: 'Tepat waktu', kind: 'number' },
  { label: 'Terlambat', kind: 'number' },
  { label: 'Tidak dinilai', kind: 'number' },
  { label: 'Tepat waktu menurut putaran', kind: 'share' },
  { label: 'Semua putaran bersama dalam batas', kind: 'share' },
  { label: 'Median', kind: 'minutes' },
  { label: 'Persentil 90', kind: 'minutes' },
  { label: 'Dijeda', kind: 'minutes' },
]

function clockCells(line: Line, clock: ClockName, span: Span, part?: Part): Cell[] {
  const figure = line.clocks[clock]
  const of = (what: 'kept' | 'late' | 'unjudged') => counted(figure[what], span, { of: 'clock', clock, what }, part)
  return [
    ...[of('kept'), of('late'), of('unjudged'), { share: keptShare(figure) }, { share: wholeShare(figure) }],
    ...[{ minutes: figure.median }, { minutes: figure.p90 }, { minutes: figure.held }],
  ]
}

function clockSection({ all, complaints }: Content): Section {
  const table = (figures: Figures, kind: string | null, title: string, sheet: string): Table => ({
    ...{ title, sheet, columns: [{ label: 'Langkah', kind: 'text' }, ...CLOCK_COLUMNS] },
    rows: CLOCKS.map((clock) => [{ text: CLOCK[clock] }, ...clockCells(figures.total, clock, spanOf(figures, kind))]),
  })
  return {
    heading: 'Batas waktu',
    sentences: [CLOCK_MEANING],
    tables: [
      table(complaints, 'COMPLAINT', 'Batas waktu keluhan', 'Batas waktu keluhan'),
      table(all, null, 'Batas waktu semua jenis', 'Batas waktu semua'),
    ],
  }
}

function breakdownSection(by: Exclude<Dimension, 'kind'>, { all }: Content, master: MasterData): Section {
  const span = spanOf(all, null)
  const lines = all.by[by].toSorted((a, b) => b.flow.arrived - a.flow.arrived || String(a.id).localeCompare(String(b.id)))
  const columns: Column[] = [
    { label: DIMENSION_WORD[by], kind: 'text' },
    ...FLOW.map((what) => ({ label: FLOW_WORD[what], kind: 'number' as const })),
    { label: 'Tindak lanjut tepat waktu', kind: 'share' },
    { label: 'Median tindak lanjut', kind: 'minutes' },
  ]
  const rows = lines.map((line): Cell[] => [
    { text: lineName(by, line, master) },
    ...FLOW.map((what) => counted(line.flow[what], span, { of: 'flow', what }, { by, id: line.id })),
    { share: keptShare(line.clocks.FOLLOW_UP) },
    { minutes: line.clocks.FOLLOW_UP.median },
  ])
  const title = `Menurut ${DIMENSION_WORD[by].toLowerCase()}`
  const note = by === 'officer' ? 'Aduan dengan beberapa petugas dihitung pada setiap petugas.' : undefined
  const bars = lines.map((line) => ({ label: lineName(by, line, master), count: line.flow.arrived }))
  return {
    heading: title,
    sentences: ['Semua jenis aduan.'],
    tables: [{ title, columns, rows, sheet: DIMENSION_WORD[by], ...(note && { note }) }],
    bars: { title: `Aduan masuk ${title.toLowerCase()}`, bars },
  }
}

export function lineName(by: Dimension, { id }: Pick<Keyed, 'id'>, { names }: Pick<MasterData, 'names'>): string {
  if (id === null) return 'Tidak diisi'
  if (by === 'unit') return names.unit(Number(id))
  if (by === 'category') return names.category(Number(id))
  if (by === 'channel') return names.channel(Number(id))
  if (by === 'officer') return names.person(Number(id))
  return by === 'kind' ? (KIND[id as keyof typeof KIND] ?? String(id)) : names.districtOf(String(id))
}

function openSection({ all, overdue, now }: Content, { names }: MasterData): Section {
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
      { text: reasonOf(one, names) },
    ]),
  }
  const more = all.overdue > overdue.length ? `Daftar memuat ${overdue.length} yang terlama dari ${all.overdue} aduan.` : ''
  return { heading: 'Yang masih terbuka', sentences: more ? [more] : [], tables: [ageing, late] }
}

function reasonOf({ holdReasonIds, passes }: Overdue, names: MasterData['names']): string {
  const held = [...new Set(holdReasonIds)].map((id) => names.holdReason(id).toLowerCase())
  const said = [held.length > 0 && `tertunda: ${held.join(', ')}`, passes > 0 && `dialihkan atau dikembalikan ${passes} kali`]
  return capital(said.filter(Boolean).join('; ')) || 'Tidak ada penundaan yang tercatat'
}

function dismissalSection({ all, submissions }: Content): Section {
  const span = spanOf(all, null)
  const total = all.dismissals.reduce((sum, { count }) => sum + count, 0)
  const rows = all.dismissals.map(({ reason, count }): Cell[] => [
    { text: DISMISSAL_REASON[reason as keyof typeof DISMISSAL_REASON] ?? reason },
    counted(count, span, { of: 'dismissal', reason }),
    { share: share(count, total) },
  ])
  const columns: Column[] = [
    { label: 'Alasan', kind: 'text' },
    { label: 'Kiriman', kind: 'number' },
    { label: 'Bagian', kind: 'share' },
  ]
  const sentence =
    total === 0
      ? 'Tidak ada kiriman warga yang ditutup tanpa tindak lanjut.'
      : `${said(total)} dari ${said(submissions)} kiriman warga (${shareWords(share(total, submissions))}) ditutup tanpa tindak lanjut.`
  return {
    heading: 'Kiriman yang tidak dilanjutkan',
    sentences: [sentence],
    tables: total === 0 ? [] : [{ title: 'Kiriman yang tidak dilanjutkan', columns, rows, sheet: 'Tidak dilanjutkan' }],
  }
}

function equitySection({ all }: Content): Section {
  const span = spanOf(all, null)
  const groups = [
    { label: 'Dengan kebutuhan khusus', line: all.special, id: true },
    { label: 'Lainnya', line: all.others, id: false },
  ]
  const rows = CLOCKS.flatMap((clock) =>
    groups.map(({ label, line, id }): Cell[] => [
      { text: CLOCK[clock] },
      { text: label },
      counted(line.flow.arrived, span, { of: 'flow', what: 'arrived' }, { by: 'special', id }),
      ...clockCells(line, clock, span, { by: 'special', id }),
    ]),
  )
  const columns: Column[] = [
    { label: 'Langkah', kind: 'text' },
    { label: 'Pelapor', kind: 'text' },
    { label: 'Masuk', kind: 'number' },
    ...CLOCK_COLUMNS,
  ]
  const table = { title: 'Kesetaraan pelayanan', columns, rows, sheet: 'Kesetaraan' }
  return { heading: 'Kesetaraan pelayanan', sentences: CLOCKS.map((clock) => equitySentence(clock, all)), tables: [table] }
}

function equitySentence(clock: ClockName, { special, others }: Figures): string {
  const [one, other] = [special.clocks[clock], others.clocks[clock]]
  if (one.median === null || other.median === null || Math.min(one.counted, other.counted) < ENOUGH)
    return `${CLOCK[clock]}: terlalu sedikit untuk dibandingkan (${one.counted} dengan kebutuhan khusus, ${other.counted} lainnya).`
  const difference = one.median - other.median
  const words =
    difference === 0 ? 'sama lama' : `${durationWords(Math.abs(difference))} lebih ${difference > 0 ? 'lama' : 'cepat'}`
  return `${CLOCK[clock]}: median bagi pelapor dengan kebutuhan khusus ${words} (${one.counted} dan ${other.counted} aduan).`
}

function imbalancesOf({ all, complaints, allBefore, complaintsBefore }: Content): string[] {
  return [all, complaints, allBefore, complaintsBefore].flatMap((figures) => {
    const lines = [figures.total, ...Object.values(figures.by).flat(), figures.special, figures.others]
    return lines
      .filter(({ flow }) => imbalance(flow) !== 0)
      .map(({ flow }) => `${figures.from} – ${figures.until}: selisih ${imbalance(flow)}`)
  })
}
