// The indicators in a periodic report: shares of keluhan and of all kinds, keluhan against connections, and what they count.
import type { MasterData } from '../settings/master.ts'
import { KIND } from '../words.ts'
import { listHref, OTHER_UNITS, type Part, type Span } from './addresses.ts'
import type { Content } from './content.ts'
import type { Definitions } from './definitions.ts'
import type { Figures } from './figures.ts'
import {
  allConnections,
  arrivedElsewhere,
  type Density,
  handledVerdict,
  type Indicators,
  perThousand,
  type Rate,
  ratesOf,
} from './indicators.ts'
import { INDICATOR_WORD, indicatorMeanings, OTHER_UNITS_WORD } from './measure-words.ts'
import { isOver } from './period.ts'
import { type Cell, type Column, type Section, shared, type Table } from './section.ts'

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
      { label: `Dari jumlah ${label.toLowerCase()}`, kind: 'number' },
      { label: `Persentase ${label.toLowerCase()}`, kind: 'share' },
    ]),
  ]
  return { title: 'Indikator kinerja', columns, rows, sheet: 'Indikator' }
}

function cellsOf(rate: Rate | undefined, span: Span): Cell[] {
  if (!rate) return [{}, {}, {}]
  const { part, whole } = rate
  const counted = [part, whole].map(({ count, measure }): Cell => ({ number: count, href: listHref(span, measure) }))
  return [...counted, shared(part.count, whole.count)]
}

const NOT_SAID = 'jumlah sambungan belum diisi'
const BY_HANDLER = 'Keluhan dihitung pada unit yang menanganinya.'
const ALL_MISSING = 'Jumlah sambungan belum diisi.'

function densityTable(density: Density, { from, until }: Figures, { names }: Names): Table {
  const span: Span = { from, until, kind: 'COMPLAINT' }
  const row = (text: string, connections: number | null, arrived: number, part?: Part): Cell[] => [
    { text },
    { number: connections },
    { number: arrived, href: listHref(span, { of: 'flow', what: 'arrived' }, part) },
    { number: perThousand(arrived, connections) },
  ]
  const missing = density.units.filter(({ connections }) => connections === null).map(({ unitId }) => names.unit(unitId))
  return {
    ...{ title: INDICATOR_WORD.density, sheet: 'Per sambungan', sum: true },
    columns: [
      { label: 'Unit', kind: 'text' },
      { label: 'Sambungan', kind: 'number' },
      { label: KIND.COMPLAINT, kind: 'number' },
      { label: 'Per 1.000 sambungan', kind: 'rate' },
    ],
    rows: [
      ...density.units.map(({ unitId, connections, arrived }) =>
        row(names.unit(unitId), connections, arrived, { by: 'unit', id: unitId }),
      ),
      row(OTHER_UNITS_WORD, null, arrivedElsewhere(density), OTHER_UNITS),
      row('Jumlah', allConnections(density), density.arrived),
    ],
    note: [
      BY_HANDLER,
      missing.length > 0 && (missing.length === density.units.length ? ALL_MISSING : `${missing.join(', ')}: ${NOT_SAID}.`),
    ]
      .filter(Boolean)
      .join(' '),
  }
}
