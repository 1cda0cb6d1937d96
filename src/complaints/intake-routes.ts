import { type Request, type Response, Router } from 'express'
import { type Brought, broughtOptions, idsIn } from '../attachments/attachment.ts'
import { findBrought } from '../attachments/store.ts'
import { Unreadable } from '../errors.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { hasRole } from '../permissions.ts'
import { categoryOptions, type MasterData, optionsOf, villageOptions } from '../settings/master.ts'
import { policyOf, rowFor } from '../sla/policy.ts'
import { toLocalInput } from '../time.ts'
import { type Errors, type Form, type Lists, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage, renderPart } from '../web/page.ts'
import { take } from './changes/intake.ts'
import { numberOf } from './complaint.ts'
import { type Draft, findDrafts, removeDraft } from './draft-store.ts'
import { newToken, readToken } from './form-token.ts'
import { INTAKE, type IntakeButton } from './forms.ts'
import { type Caller, findSimilar, type Similar } from './search.ts'
import type { Setting } from './setting.ts'
import { create } from './store.ts'
import { suggestUnit } from './suggestion.ts'

/** Steps 1 and 2 of the SOP: the intake of a walk-in or a call. */
export function intakeRoutes(setting: Setting): Router {
  const { db, clock, env, masterData } = setting
  const router = Router()
  router.use('/aduan/baru', allowed('recordComplaint'))

  router.get('/aduan/baru', async (req, res) => {
    const now = clock.now()
    const token = newToken(userOf(req).id, now, env.sessionSecret)
    const [draft] = await findDrafts(db, userOf(req), '/aduan/baru')
    const resumed = req.query.draf === undefined ? undefined : draft
    const values = resumed?.values ?? startingValues(req, now, await masterData())
    await page(req, res, { token, openedAt: now, values, errors: null, draft: resumed ? undefined : draft })
  })

  router.post('/aduan/baru', async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const token = readToken(req.body?.formulir, user.id, env.sessionSecret)
    if (!token) {
      const errors = { formulir: 'Formulir ini sudah tidak berlaku. Isian Anda masih ada; periksa lalu kirim lagi.' }
      return page(req, res, {
        token: newToken(user.id, now, env.sessionSecret),
        openedAt: now,
        values: typedOf(req.body),
        errors,
      })
    }
    const button = buttonOf(req.body.tindakan)
    const brought = await findBrought(db, user, idsIn(req.body), now)
    const parsed = parseForm(INTAKE[button] as Form<typeof INTAKE.simpan.fields>, req.body, now, listsOf(master, brought))
    if (parsed.errors)
      return page(req, res, { token: req.body.formulir, openedAt: token.openedAt, values: parsed.typed, errors: parsed.errors })
    const outcome = take(button, parsed.value, token.openedAt, { user, now, master })
    if ('errors' in outcome)
      return page(req, res, {
        token: req.body.formulir,
        openedAt: token.openedAt,
        values: typedOf(req.body),
        errors: outcome.errors,
      })
    const { number, again } = await create(db, outcome, token.key, now)
    if (again === 'other') {
      const errors = {
        formulir: `Formulir ini sudah tersimpan sebagai ${number}. Isian yang sekarang berbeda dan belum disimpan; kirim lagi bila ini aduan lain.`,
      }
      return page(req, res, {
        token: newToken(user.id, now, env.sessionSecret),
        openedAt: now,
        values: typedOf(req.body),
        errors,
      })
    }
    await removeDraft(db, user, '/aduan/baru')
    res.cookie('kanal', String(parsed.value.kanal), { httpOnly: true, sameSite: 'lax', secure: req.secure, maxAge: YEAR })
    res.redirect(303, `/aduan/${number}?kabar=baru`)
  })

  router.get('/aduan/baru/serupa', async (req, res) => {
    const caller = callerOf(req.query)
    const similar = await findSimilar(db, userOf(req), caller)
    const { names } = await masterData()
    await renderPart(req, res, 'complaints/similar', {
      similar: similar.map(similarRow(names)),
      asked: Object.values(caller).some(Boolean),
    })
  })

  router.get('/aduan/baru/saran', async (req, res) => {
    await renderPart(req, res, 'complaints/suggestion', { suggestion: suggested(req.query, await masterData()) })
  })

  type Shown = { token: string; openedAt: Date; values: Typed; errors: Errors | null; draft?: Draft | undefined }

  async function page(req: Request, res: Response, { errors, draft, ...shown }: Shown): Promise<void> {
    const master = await masterData()
    const similar = errors ? await findSimilar(db, userOf(req), callerOf(shown.values)) : []
    await renderPage(req, res, 'complaints/intake', {
      ...shown,
      title: 'Aduan baru',
      drafts: draft ? [{ ...draft, what: 'aduan baru', href: '/aduan/baru?draf=ya', typed: [] }] : [],
      status: errors ? 422 : 200,
      errors,
      form: { fields: { ...INTAKE.jelaskan.fields, ...INTAKE.teruskan.fields } },
      lists: listsOf(master, await findBrought(db, userOf(req), idsIn(shown.values), clock.now())),
      suggestion: suggested(shown.values, master),
      similar: similar.map(similarRow(master.names)),
      explainLimitMinutes: explainLimit(master, clock.now()),
    })
  }

  return router
}

/** The Enter key sends the form without a button: it is saved. */
function buttonOf(tindakan: unknown = 'simpan'): IntakeButton {
  const button = (Object.keys(INTAKE) as IntakeButton[]).find((one) => one === tindakan)
  if (!button) throw new Unreadable()
  return button
}

const YEAR = 365 * 24 * 3_600_000

const listsOf = (master: MasterData, brought: readonly Brought[]): Lists => ({
  brought: broughtOptions(brought),
  channels: optionsOf(master.channels),
  categories: categoryOptions(master.categories),
  villages: villageOptions(master),
  needs: optionsOf(master.needs),
  units: optionsOf(master.units),
})

/** What a usual call needs is there already: the channel used last, else that of the person's post. */
function startingValues(req: Request, now: Date, { channels }: MasterData): Typed {
  const last = /(?:^|; )kanal=(\d{1,9})(?:;|$)/.exec(req.get('cookie') ?? '')?.[1]
  const post = channels.find(({ direct }) => direct === !hasRole(userOf(req), ['CALL_CENTER']))
  const kanal = channels.some(({ id, active }) => active && String(id) === last) ? last : String(post?.id ?? '')
  return { kanal: kanal ?? '', jenis: 'COMPLAINT', layanan: 'WATER', waktu_masuk: toLocalInput(now) }
}

const wordOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 100) : null

const callerOf = (values: Record<string, unknown>): Caller => ({
  phone: wordOf(values.telepon),
  connectionNumber: wordOf(values.nomor_sambungan),
  name: wordOf(values.nama)?.replaceAll('\0', '') ?? null,
})

const suggested = (values: Record<string, unknown>, master: MasterData) =>
  suggestUnit(Number(wordOf(values.kategori)), wordOf(values.kelurahan), master)

const similarRow = (names: MasterData['names']) => (one: Similar) => ({
  number: numberOf(one),
  href: `/aduan/${numberOf(one)}`,
  subject: one.subject,
  state: one.state,
  arrivedAt: one.arrivedAt,
  open: one.state !== 'CLOSED' && one.state !== 'DISMISSED',
  complainant: one.name ?? 'Anonim',
  village: one.villageCode && names.village(one.villageCode),
})

/** Minutes of a conversation by today's policy. */
const explainLimit = ({ policies }: MasterData, now: Date): number =>
  rowFor(policyOf(policies, now), 'EXPLAIN', { technical: false, priority: 'NORMAL' })?.limitMinutes ?? 0
