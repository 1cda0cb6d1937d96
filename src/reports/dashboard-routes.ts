import { type Request, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import type { Kind } from '../generated/enums.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { ALL_SEEING, hasRole } from '../permissions.ts'
import { dateInWita } from '../time.ts'
import { renderPage } from '../web/page.ts'
import { begun } from './begun.ts'
import { comparedDays, kindsAt, laterThan, PERIOD_WORD } from './compared.ts'
import { homeHref } from './conformance.ts'
import { dashboardOf } from './dashboard.ts'
import { readDashboard } from './dashboard-store.ts'
import type { Definitions } from './definitions.ts'
import { flowMeanings } from './measure-words.ts'
import { before, nameOf, type Period, type PeriodKind, periodOf, periodWith } from './period.ts'
import { barsPicture, leftOut, pairsPicture } from './pictures.ts'

const HOME = '/dasbor'
const ALL_KINDS = 'semua'

/** How the work goes, for Kabag Humas and the Direktur (SOP 5, step 5: Monitoring); behind `signedIn`. */
export function dashboardRoutes({ db, clock, masterData }: Pick<Setting, 'db' | 'clock' | 'masterData'>): Router {
  const router = Router()

  router.get(HOME, allowed('seeFigures'), async (req, res) => {
    const [now, chosen] = [clock.now(), chosenIn(req)]
    if (chosen) return res.redirect(303, hrefOf(chosen, kindIn(req)))
    const [period, kind] = [periodIn(req, now), kindIn(req)]
    const compared = comparedDays(period, now)
    const [content, master] = await Promise.all([readDashboard(db, userOf(req), { ...compared, kind }, now), masterData()])
    await renderPage(req, res, 'reports/dashboard', {
      ...dashboardOf(content, kind, master),
      ...{ title: `Dasbor ${nameOf(period)}`, said: compared.said, choice: choiceOf(period, kind, now) },
      ...{
        barsPicture,
        pairsPicture,
        leftOut,
        meanings: meaningsOf(master.sop.definitions),
        conformance: homeHref(period.key, kind),
      },
      seesAll: hasRole(userOf(req), ALL_SEEING),
    })
  })

  return router
}

const meaningsOf = (definitions: Definitions) => [
  ...flowMeanings(definitions),
  ['Batas waktu', definitions.clock],
  ['Tertunda', definitions.held],
  ['Menurut unit', definitions.unit],
]

/** A date and a kind of period, as the form for them sends it. */
function chosenIn({ query: { tiap, tanggal } }: Request): Period | undefined {
  const isDay = typeof tanggal === 'string' && periodOf(tanggal)?.kind === 'day'
  return isDay && typeof tiap === 'string' && Object.hasOwn(PERIOD_WORD, tiap)
    ? periodWith(tiap as PeriodKind, tanggal)
    : undefined
}

/** Throws NotFound for what is no period, NotYet for one that has not begun. */
function periodIn(req: Request, now: Date): Period {
  const { periode } = req.query
  if (periode === undefined) return periodWith('month', dateInWita(now))
  const period = typeof periode === 'string' ? periodOf(periode) : undefined
  if (!period) throw new NotFound('Periode ini tidak ada.')
  return begun(period, now, { name: 'dasbor', hrefOf: (to) => hrefOf(to, kindIn(req)) })
}

const kindIn = ({ query: { jenis } }: Request): Kind | null => (jenis === ALL_KINDS ? null : 'COMPLAINT')

const hrefOf = ({ key }: Period, kind: Kind | null): string => `${HOME}?periode=${key}${kind ? '' : `&jenis=${ALL_KINDS}`}`

function choiceOf(period: Period, kind: Kind | null, now: Date) {
  const link = (to: Period) => ({ name: nameOf(to), href: hrefOf(to, kind) })
  const later = laterThan(period, now)
  return {
    name: nameOf(period),
    kinds: kindsAt(period, now).map((to) => ({
      word: PERIOD_WORD[to.kind],
      href: hrefOf(to, kind),
      current: to.kind === period.kind,
    })),
    earlier: link(before(period)),
    later: later && link(later),
    kind,
    only: hrefOf(period, 'COMPLAINT'),
    all: hrefOf(period, null),
    ...{ tiap: period.kind, tanggal: period.from, today: dateInWita(now), jenis: kind ? '' : ALL_KINDS },
  }
}
