import { type Request, Router } from 'express'
import { numberOf } from '../complaints/complaint.ts'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import type { Kind } from '../generated/enums.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { ALL_SEEING, hasRole, type User } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import { dateInWita, fullDate, startOfDayWita } from '../time.ts'
import { renderPage } from '../web/page.ts'
import { KIND } from '../words.ts'
import { fromReport, isDimension, LISTED, type Listed, listHref, OTHER_UNITS, type Part } from './addresses.ts'
import { onFacts } from './facts-store.ts'
import { listCounted } from './list-store.ts'
import { DIMENSION_WORD, measureMeaning, measureWord, OTHER_UNITS_WORD, RUN_WORD } from './measure-words.ts'
import { missedBy, missedWords } from './missed.ts'
import { readMissed } from './missed-store.ts'
import { addressOf, type Period, type PeriodKind, periodOf, periodWith, REPORT_KIND, reportName } from './period.ts'

/** The complaints that a figure counts; behind `signedIn`. */
export function countedRoutes({ db, clock, masterData }: Setting): Router {
  const router = Router()

  router.get('/dasbor/aduan', allowed('seeFigures'), async (req, res) => {
    const { span, measure, part } = askedIn(req)
    const report = reportIn(req, clock.now())
    const after = typeof req.query.setelah === 'string' ? req.query.setelah : null
    const scope = { user: userOf(req), ...span }
    const by = missedBy(measure)
    const reading = onFacts(db, async (sql) => {
      const page = await listCounted(sql, scope, measure, part, after)
      const missed = by && (await readMissed(sql, page.rows, scope, by))
      return { ...page, missed }
    })
    const [{ missed, ...page }, master] = await Promise.all([reading, masterData()])
    const figure = listHref(span, measure, part ?? undefined)
    const here = report ? fromReport(figure, report.key) : figure
    await renderPage(req, res, 'reports/counted', {
      title: measureWord(measure),
      about: [daysWords(span), span.kind ? KIND[span.kind].toLowerCase() : 'semua jenis', part && partWords(part, master)]
        .filter(Boolean)
        .join(' · '),
      meaning: [measureMeaning(measure, master.sop.definitions), part?.by === 'unit' && master.sop.definitions.unit]
        .filter(Boolean)
        .join(' '),
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        number: numberOf(row),
        unit: master.names.unit(row.unitId),
        late: missed && missedWords(missed.get(row.id), master.names, clock.now()),
      })),
      back: report ? { href: addressOf(report), label: reportName(report) } : { href: homeOf(span), label: 'Dasbor' },
      // Which page of the menu one is on.
      ...(report && { path: addressOf(report) }),
      runs: page.counted !== page.complaints && RUN_WORD,
      isLate: missed !== undefined,
      isDue: missed !== undefined,
      nextHref: page.next && `${here}&setelah=${page.next}`,
      firstHref: after && here,
      downloads: ['CSV', 'XLSX'].map((form) => ({ form, href: figure.replace('?', `.${form.toLowerCase()}?`) })),
    })
  })

  return router
}

type Asked = { span: { from: string; until: string; kind: Kind | null }; measure: Listed; part: Part | null }

/** Throws NotFound for an address that names no figure. */
export function askedIn(req: Request): Asked {
  const { query } = req
  const { dari: from, sampai: until, ukuran, jenis, menurut, nilai } = query
  const measure = LISTED.get(String(ukuran))
  const days = [from, until].every((day) => typeof day === 'string' && periodOf(day)?.kind === 'day')
  const kind = typeof jenis === 'string' && Object.hasOwn(KIND, jenis) ? (jenis as Kind) : null
  if (!measure || !days || (jenis !== undefined && !kind)) throw new NotFound('Angka ini tidak dikenal.')
  return { span: { from: String(from), until: String(until), kind }, measure, part: partIn(userOf(req), menurut, nilai) }
}

/** Whose special needs are masked is not found by them either. */
function partIn(user: User, by: unknown, value: unknown): Part | null {
  if (by === undefined) return null
  if (typeof by !== 'string' || !isDimension(by)) throw new NotFound('Angka ini tidak dikenal.')
  if (by === 'special') {
    if (!hasRole(user, ALL_SEEING) || (value !== 'true' && value !== 'false')) throw new NotFound('Angka ini tidak dikenal.')
    return { by, id: value === 'true' }
  }
  if (value === undefined && by !== 'officer') return { by, id: null }
  if (typeof value !== 'string' || !isNamed(by, value)) throw new NotFound('Angka ini tidak dikenal.')
  return { by, id: value }
}

/** Kinds by their names, areas by their codes, everything else by its id. */
function isNamed(by: Part['by'], value: string): boolean {
  if (by === 'kind') return Object.hasOwn(KIND, value)
  if (by === OTHER_UNITS.by && value === OTHER_UNITS.id) return true
  return (by === 'district' || by === 'village' ? /^[\d.]{1,20}$/ : /^\d{1,9}$/).test(value)
}

/** The report that a figure was opened from. Throws NotFound for what is none, or is of days that have not begun. */
function reportIn({ query: { laporan } }: Request, now: Date): Period | undefined {
  if (laporan === undefined) return undefined
  const period = typeof laporan === 'string' ? periodOf(laporan) : undefined
  const is = period && period.from <= dateInWita(now) && Object.values(REPORT_KIND).some((kind) => kind === period.kind)
  if (!is) throw new NotFound('Laporan ini tidak dikenal.')
  return period
}

const KINDS = ['day', 'week', 'month', 'year'] as const satisfies PeriodKind[]

/** The dashboard of the shortest period that these days begin, which they end before where it still runs or is compared with one. */
function homeOf({ from, until, kind }: Asked['span']): string {
  const holds = (period: Period): boolean => period.from === from && until <= period.until
  const period = KINDS.map((one) => periodWith(one, from)).find(holds)
  return period ? `/dasbor?periode=${period.key}${kind === 'COMPLAINT' ? '' : '&jenis=semua'}` : '/dasbor'
}

const daysWords = ({ from, until }: Asked['span']): string => {
  const [first, last] = [from, until].map((day) => fullDate(startOfDayWita(day)))
  return first === last ? String(first) : `${first} – ${last}`
}

function partWords({ by, id }: Part, { names }: MasterData): string {
  if (by === 'special') return id === true ? 'dengan kebutuhan khusus' : 'tanpa kebutuhan khusus'
  if (by === OTHER_UNITS.by && id === OTHER_UNITS.id) return OTHER_UNITS_WORD
  if (id === null) return `${DIMENSION_WORD[by]}: tidak diisi`
  const named: Record<typeof by, () => string> = {
    unit: () => names.unit(Number(id)),
    category: () => names.category(Number(id)),
    channel: () => names.channel(Number(id)),
    district: () => names.districtOf(String(id)),
    kind: () => KIND[id as Kind] ?? String(id),
    officer: () => names.person(Number(id)),
    village: () => names.village(String(id)),
  }
  return `${DIMENSION_WORD[by]}: ${named[by]()}`
}
