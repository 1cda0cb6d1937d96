// The indicators in a periodic report: shares of keluhan and of all kinds, keluhan against connections, and what they count.
import type { MasterData } from '../settings/master.ts'
import { KIND } from '../words.ts'
import { listHref, type Span } from './addresses.ts'
import type { Content } from './content.ts'
import type { Definitions } from './definitions.ts'
import type { Figures } from './figures.ts'
import { allConnections, type Density, handledVerdict, type Indicators, perThousand, type Rate, ratesOf } from './indicators.ts'
import { INDICATOR_WORD, indicatorMeanings } from './measure-words.ts'
import { isOver } from './period.ts'
import type { Cell, Column, Section, Table } from './section.ts'

type Names = Pick<MasterData, 'names'>

export function indicatorSection(
  { all, complaints, period, now }: Content,
  { density, ...counts }: Indicators,
  master: Names,
  definitions: Definitions,
): Section {
  const [ofComplaints, ofAll] = [ratesOf(complaints, counts.complaints), ratesOf(all, counts.all)]
  const handled = ofComplaints.find(({ name }) => name === 'handled')
  const verdict = handled && handledVerdict(handled, isOver(period, now))
  return {
    heading: 'Indikator kinerja',
    sentences: handled && verdict ? [`${handledWords(handled)} ${verdict}`] : [],
    tables: [rateTable(ofComplaints, ofAll, complaints), densityTable(density, complaints, master)],
    meanings: indicatorMeanings(definitions),
  }
}

const handledWords = ({ part, whole }: Rate): string =>
  `${part.count.toLocaleString('id')} dari ${whole.count.toLocaleString('id')} keluhan yang masuk tertangani.`

function rateTable(ofComplaints: readonly Rate[], ofAll: readonly Rate[], { from, until }: Figures): Table {
  const sides = [
    { rates: ofComplaints, kind: 'COMPLAINT' },
    { rates: ofAll, kind: null },
  ]
  const rows = ofComplaints.map(({ name }): Cell[] => [
    { text: INDICATOR_WORD[name] },
    ...sides.flatMap(({ rates, kind }) =>
      cellsOf(
        rates.find((rate) => rate.name === name),
        { from, until, kind },
      ),
    ),
  ])
  const columns: Column[] = [
    { label: 'Indikator', kind: 'text' },
    ...[KIND.COMPLAINT, 'Semua jenis'].flatMap((label): Column[] => [
      { label, kind: 'number' },
      { label: `${label}: dari`, kind: 'number' },
      { label: `${label}: bagian`, kind: 'share' },
    ]),
  ]
  return { title: 'Indikator kinerja', columns, rows, sheet: 'Indikator' }
}

function cellsOf(rate: Rate | undefined, span: Span): Cell[] {
  if (!rate) return [{}, {}, {}]
  const { part, whole } = rate
  const counted = [part, whole].map(({ count, measure }): Cell => ({ number: count, href: listHref(span, measure) }))
  return [...counted, { share: rate.share }]
}

const NOT_SAID = 'jumlah sambungan belum diisi'
const ALL_MISSING = 'Jumlah sambungan belum diisi.'

function densityTable(density: Density, { from, until }: Figures, { names }: Names): Table {
  const span: Span = { from, until, kind: 'COMPLAINT' }
  const row = (text: string, connections: number | null, arrived: number, unitId?: number): Cell[] => [
    { text },
    { number: connections },
    { number: arrived, href: listHref(span, { of: 'flow', what: 'arrived' }, unitId ? { by: 'unit', id: unitId } : undefined) },
    { number: perThousand(arrived, connections) },
  ]
  const missing = density.units.filter(({ connections }) => connections === null).map(({ unitId }) => names.unit(unitId))
  return {
    ...{ title: INDICATOR_WORD.density, sheet: 'Per sambungan' },
    columns: [
      { label: 'Wilayah', kind: 'text' },
      { label: 'Sambungan', kind: 'number' },
      { label: KIND.COMPLAINT, kind: 'number' },
      { label: 'Per 1.000 sambungan', kind: 'rate' },
    ],
    rows: [
      row('Keseluruhan', allConnections(density), density.arrived),
      ...density.units.map(({ unitId, connections, arrived }) => row(names.unit(unitId), connections, arrived, unitId)),
    ],
    ...(missing.length > 0 && {
      note: missing.length === density.units.length ? ALL_MISSING : `${missing.join(', ')}: ${NOT_SAID}.`,
    }),
  }
}
