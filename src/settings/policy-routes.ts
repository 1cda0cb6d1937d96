import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { CLOCKS, policyOf } from '../sla/policy.ts'
import { dateInWita, fullDate, startOfDayWita } from '../time.ts'
import type { Errors, Typed } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import {
  fieldsFor,
  fingerprintOf,
  firstFreeDay,
  isToday,
  MOST_ROWS,
  type Policy,
  parsePolicy,
  typedFrom,
  typedPolicy,
} from './policy-forms.ts'
import { lastMonth } from './policy-preview.ts'
import { asVersion } from './policy-rules.ts'
import { POLICY_STAGE, stageOf } from './policy-stage.ts'
import { compare, createVersion, readVersions, type StoredVersion } from './policy-store.ts'
import { CALENDAR, changesBetween, MILESTONE } from './policy-words.ts'

const HOME = '/pengaturan/sla'
type Shown = { typed: Typed; rows: number; status?: number; errors?: Errors; refusal?: string; seen?: string; effect?: object }

/** The limits of the clocks, version by version. */
export function policyRoutes({ db, clock, masterData }: Pick<Setting, 'db' | 'clock' | 'masterData'>): Router {
  const router = Router()
  router.use(HOME, allowed('keepTargets'))

  router.get(HOME, async (req, res) => {
    const [now, all] = [clock.now(), await readVersions(db)]
    const versions = all.map((version) => ({ ...version, stage: stageOf(version, all, now), changes: changesOf(version, all) }))
    const made = all.find(({ id }) => id === rowId(req.query.kabar))
    const words = { stages: POLICY_STAGE, milestones: MILESTONE, calendars: CALENDAR, dateOf }
    await renderPage(req, res, 'settings/policy', { title: 'Batas waktu', versions, news: made && newsOf(made), ...words })
  })

  // A date in the address withdraws the version that was to come then: one of that date with the rows of today takes its place.
  router.get(`${HOME}/baru`, async (req, res) => {
    const [now, versions] = [clock.now(), await readVersions(db)]
    const { rows } = policyOf(versions, now) as StoredVersion
    const coming = versions.find(({ effectiveFrom }) => effectiveFrom === req.query.mulai && effectiveFrom > dateInWita(now))
    await formPage(req, res, versions, {
      typed: typedFrom(coming?.effectiveFrom ?? firstFreeDay(now), rows),
      rows: rows.length,
    })
  })

  router.post(`${HOME}/baru`, async (req, res) => {
    const [now, versions, { calendars }] = [clock.now(), await readVersions(db), await masterData()]
    if (req.body?.tindakan === 'tambah') return formPage(req, res, versions, withOneMore(typedPolicy(req.body, true)))
    const form = typedPolicy(req.body)
    const { value, errors } = parsePolicy(form, now, calendars)
    if (errors) return formPage(req, res, versions, { ...form, status: 422, errors })
    const seen = fingerprintOf(value)
    if (req.body.tindakan !== 'simpan' || req.body.dilihat !== seen) {
      const effect = { ...(await effectOf(value, versions)), changed: req.body.tindakan === 'simpan' }
      return formPage(req, res, versions, { ...form, seen, effect })
    }
    const made = {
      ...value,
      actorId: userOf(req).id,
      basedOn: policyOf(versions, now).id,
      newestSeen: rowId(req.body.versi) ?? 0,
    }
    const id = await createVersion({ db, clock }, made)
    if (id) return res.redirect(303, `${HOME}?kabar=${id}`)
    const fresh = await readVersions(db)
    await formPage(req, res, fresh, { ...form, status: 409, refusal: overtakenBy(fresh[0]) })
  })

  return router

  /** Last month's complaints under the rows in force and under the new ones. */
  async function effectOf(policy: Policy, versions: readonly StoredVersion[]) {
    const [now, { calendars }] = [clock.now(), await masterData()]
    const { name: month, ...span } = lastMonth(now)
    const present = policyOf(versions, now) as StoredVersion
    const compared = [present, asVersion(policy.effectiveFrom, policy.rows)]
    const { tallies, ...counted } = await compare(db, { ...span, now, calendars, versions: compared })
    const rows = CLOCKS.map((name) => ({ name, before: tallies[0]?.[name], after: tallies[1]?.[name] }))
    const changes = changesBetween(present.rows, policy.rows)
    const next = versions
      .map(({ effectiveFrom }) => effectiveFrom)
      .filter((date) => date > policy.effectiveFrom)
      .sort()[0]
    return { month, rows, changes, next, today: isToday(policy.effectiveFrom, now), ...counted }
  }

  async function formPage(req: Request, res: Response, versions: readonly StoredVersion[], { typed, seen, ...shown }: Shown) {
    const form = { fields: fieldsFor(shown.rows), values: typed, versi: versions[0]?.id, dilihat: seen }
    const replaces = versions.some(({ effectiveFrom }) => effectiveFrom === typed.mulai)
    await renderPage(req, res, 'settings/policy-new', { title: 'Versi baru batas waktu', dateOf, replaces, ...shown, ...form })
  }
}

function changesOf({ origin, rows }: StoredVersion, all: readonly StoredVersion[]): string[] | undefined {
  const base = all.find(({ id }) => id === origin?.basedOn)
  return base && changesBetween(base.rows, rows)
}

const withOneMore = ({ typed, rows }: { typed: Typed; rows: number }): Shown => ({ typed, rows: Math.min(rows + 1, MOST_ROWS) })

const dateOf = (date: string): string => fullDate(startOfDayWita(date))

const newsOf = ({ effectiveFrom }: StoredVersion): string =>
  `Versi baru tersimpan. Berlaku untuk aduan yang masuk sejak ${dateOf(effectiveFrom)}.`

const overtakenBy = (newest: StoredVersion | undefined): string =>
  `${newest?.origin?.by ?? 'Orang lain'} sementara itu membuat versi yang berlaku mulai ${dateOf(newest?.effectiveFrom ?? '')}. ` +
  'Isian Anda masih di sini dan belum disimpan. Periksa versi itu, lalu lihat pengaruhnya sekali lagi.'
