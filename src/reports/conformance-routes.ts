import { Readable } from 'node:stream'
import { type Request, Router } from 'express'
import { numberOf } from '../complaints/complaint.ts'
import type { Setting } from '../complaints/setting.ts'
import { csvStream } from '../documents/csv.ts'
import { NotFound } from '../errors.ts'
import type { Kind } from '../generated/enums.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { sopName } from '../settings/sop-texts.ts'
import { dateInWita, fullDate, startOfDayWita } from '../time.ts'
import { renderPage } from '../web/page.ts'
import { KIND } from '../words.ts'
import { begun } from './begun.ts'
import { kindsAt, laterThan, PERIOD_WORD } from './compared.ts'
import { ALL_KINDS, askedHref, askedIn, homeHref } from './conformance.ts'
import { EVENT_COLUMNS, valuesOf } from './conformance-events.ts'
import { exportEvents } from './conformance-export-store.ts'
import { readPaths } from './conformance-paths-store.ts'
import { type AskedRow, countSteps, listAsked } from './conformance-store.ts'
import {
  askedMeaning,
  askedWord,
  conformanceMeanings,
  flowOf,
  isDeviating,
  reasonsWords,
  STEP_CLOCK,
  stepsOf,
} from './conformance-words.ts'
import { isHead, send, sendHead } from './export-routes.ts'
import { onFacts } from './facts-store.ts'
import { missedWords } from './missed.ts'
import { readMissed } from './missed-store.ts'
import { before, nameOf, type Period, type PeriodKind, periodOf, periodWith } from './period.ts'

const HOME = '/kepatuhan'

/** How complaints kept to the SOP, for Kabag Humas and the Direktur; behind `signedIn`. */
export function conformanceRoutes({ db, clock, masterData }: Pick<Setting, 'db' | 'clock' | 'masterData'>): Router {
  const router = Router()
  router.use(HOME, allowed('seeFigures'))

  router.get(HOME, async (req, res) => {
    const [now, chosen] = [clock.now(), chosenIn(req)]
    if (chosen) return res.redirect(303, homeHref(chosen.key, kindIn(req)))
    const { period, kind, scope } = spanIn(req, now)
    const reading = onFacts(db, async (sql) => [await countSteps(sql, scope), await readPaths(sql, scope)] as const)
    const [[counts, paths], { sop }] = await Promise.all([reading, masterData()])
    await renderPage(req, res, 'reports/conformance', {
      title: `Kepatuhan SOP ${nameOf(period)}`,
      sop: sopName(sop, (date) => fullDate(startOfDayWita(date))),
      ...{
        steps: stepsOf(counts, period.key, kind, sop),
        flow: flowOf(paths, period.key, kind),
        choice: choiceOf(period, kind, now),
      },
      meanings: conformanceMeanings(sop.definitions),
      download: homeHref(period.key, kind, '/kejadian.csv'),
    })
  })

  router.get(`${HOME}/aduan`, async (req, res) => {
    const now = clock.now()
    const { period, kind, scope } = spanIn(req, now)
    const asked = askedIn(req.query)
    if (!asked) throw new NotFound('Angka ini tidak dikenal.')
    const after = typeof req.query.setelah === 'string' ? req.query.setelah : null
    const stepClock = isDeviating(asked) ? STEP_CLOCK[asked.step] : undefined
    const reading = onFacts(db, async (sql) => {
      const page = await listAsked(sql, scope, asked, after)
      return { page, missed: stepClock && (await readMissed(sql, page.rows, scope, { clock: stepClock, atEnd: false })) }
    })
    const [{ page, missed }, master] = await Promise.all([reading, masterData()])
    const lateOf = ({ id, reasons, holdReasonIds }: AskedRow) => {
      const held = holdReasonIds.map((reason) => master.names.holdReason(reason).toLowerCase())
      return { ...missedWords(missed?.get(id), master.names, now), cause: reasonsWords(reasons, held) }
    }
    const here = askedHref(period.key, kind, asked)
    await renderPage(req, res, 'reports/conformance-list', {
      title: askedWord(asked),
      about: `${nameOf(period)} · ${kind ? KIND[kind].toLowerCase() : 'semua jenis'}`,
      meaning: askedMeaning(asked, master.sop.definitions),
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        number: numberOf(row),
        unit: master.names.unit(row.unitId),
        late: isDeviating(asked) && lateOf(row),
      })),
      isLate: isDeviating(asked),
      isDue: stepClock !== undefined,
      back: { href: homeHref(period.key, kind), label: 'Kepatuhan SOP' },
      nextHref: page.next && `${here}&setelah=${page.next}`,
      firstHref: after && here,
    })
  })

  router.get(`${HOME}/kejadian.csv`, async (req, res) => {
    const now = clock.now()
    const { period, kind, scope } = spanIn(req, now)
    if (isHead(req)) return sendHead(res, `kejadian-${period.key}.csv`)
    const [filter, master] = [homeHref(period.key, kind).replace(/^.*\?/, ''), await masterData()]
    const rows = valuesOf(await exportEvents(db, scope, { filter, now }), master.names)
    await send(res, `kejadian-${period.key}.csv`, Readable.from(rows), csvStream(EVENT_COLUMNS))
  })

  return router
}

/** A date and a kind of period, as the form for them sends it. */
function chosenIn({ query: { tiap, tanggal } }: Request): Period | undefined {
  const isDay = typeof tanggal === 'string' && periodOf(tanggal)?.kind === 'day'
  return isDay && typeof tiap === 'string' && Object.hasOwn(PERIOD_WORD, tiap)
    ? periodWith(tiap as PeriodKind, tanggal)
    : undefined
}

/** Last month where none is named. Throws NotFound for what is no period, NotYet for one that has not begun. */
function periodIn(req: Request, now: Date): Period {
  const { periode } = req.query
  if (periode === undefined) return before(periodWith('month', dateInWita(now)))
  const period = typeof periode === 'string' ? periodOf(periode) : undefined
  if (!period) throw new NotFound('Periode ini tidak ada.')
  return begun(period, now, { name: 'kepatuhan', hrefOf: (to) => homeHref(to.key, kindIn(req)) })
}

const kindIn = ({ query: { jenis } }: Request): Kind | null => (jenis === ALL_KINDS ? null : 'COMPLAINT')

function spanIn(req: Request, now: Date) {
  const [period, kind] = [periodIn(req, now), kindIn(req)]
  return { period, kind, scope: { user: userOf(req), from: period.from, until: period.until, kind } }
}

function choiceOf(period: Period, kind: Kind | null, now: Date) {
  const link = (to: Period) => ({ name: nameOf(to), href: homeHref(to.key, kind) })
  const later = laterThan(period, now)
  return {
    kinds: kindsAt(period, now).map((to) => ({
      word: PERIOD_WORD[to.kind],
      href: homeHref(to.key, kind),
      current: to.kind === period.kind,
    })),
    earlier: link(before(period)),
    later: later && link(later),
    kind,
    only: homeHref(period.key, 'COMPLAINT'),
    all: homeHref(period.key, null),
    ...{ tiap: period.kind, tanggal: period.from, today: dateInWita(now), jenis: kind ? '' : ALL_KINDS },
  }
}
