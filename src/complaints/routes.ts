import { type Request, type Response, Router } from 'express'
import { idsIn } from '../attachments/attachment.ts'
import { findBrought } from '../attachments/store.ts'
import { NotFound, Refused } from '../errors.ts'
import { userOf } from '../people/sign-in.ts'
import { parseForm, typedOf } from '../web/form.ts'
import { renderPage, waitingFor } from '../web/page.ts'
import { accessRoutes } from './access-routes.ts'
import { formOf, listsOf } from './choices.ts'
import { numberOf } from './complaint.ts'
import { complaintPage } from './complaint-page.ts'
import { Changed, decide, mayTry, refuse } from './decide.ts'
import { draftsOf, type Open, resumedOf, typedIn } from './draft-page.ts'
import { type Draft, removeDraft } from './draft-store.ts'
import { findWithHistory, type History, readHistory } from './history.ts'
import { intakeRoutes } from './intake-routes.ts'
import { othersHere } from './presence.ts'
import { queueRoutes } from './queue-routes.ts'
import type { Setting } from './setting.ts'
import { apply, findOther, findVisible, logAccess, markOpened, type Stored } from './store.ts'
import { seesContact } from './visible.ts'
import { actionAt, TRANSITIONS } from './workflow.ts'

/** A complaint's page and every action of the table; behind `signedIn`. */
export function complaintRoutes(setting: Setting): Router {
  const { db, clock, masterData, unread, presence } = setting
  const router = Router()
  router.use(queueRoutes(setting), intakeRoutes(setting), accessRoutes(setting))

  router.get('/aduan/:nomor', async (req, res) => {
    const [user, { nomor }, { kabar, draf }] = [userOf(req), req.params, req.query]
    const [{ complaint, ...more }] = await Promise.all([findWithHistory(db, user, nomor), waitingFor(req)])
    if (more.unread) await unread.markRead(user, clock.now(), { complaintId: complaint.id })
    await show(req, res, complaint, { ...more, resume: draf, news: typeof kabar === 'string' ? kabar : null })
  })

  // The address of a page that came back with a fault, opened anew.
  router.get('/aduan/:nomor/:aksi', (req, res, next) => {
    if (!actionAt(req.params.aksi)) return next()
    res.redirect(303, `/aduan/${encodeURIComponent(req.params.nomor)}`)
  })

  router.post('/aduan/:nomor/:aksi', async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const action = actionAt(req.params.aksi)
    if (!action) throw new NotFound()
    const complaint = await findVisible(db, user, req.params.nomor)
    const { version, sequence } = seen(req.body?.versi)
    mayTry(user, action, complaint, master)
    try {
      refuse(complaint, action, { user, now, master, version })
      const brought = await findBrought(db, user, idsIn(req.body), now)
      const choosing = { user, now, master, report: complaint.report, brought }
      const parsed = parseForm(formOf(action, complaint, choosing), req.body, now, listsOf(complaint, choosing))
      if (parsed.errors) return await show(req, res, complaint, { open: { action, values: parsed.typed, errors: parsed.errors } })
      const other = await named(req, parsed.value, complaint)
      const outcome = decide(complaint, action, parsed.value, { user, now, master, version, other })
      if ('errors' in outcome)
        return await show(req, res, complaint, { open: { action, values: typedOf(req.body), errors: outcome.errors } })
      const told = await apply(db, complaint, outcome, now)
      await removeDraft(db, user, `/aduan/${numberOf(complaint)}/${TRANSITIONS[action].path}`)
      presence.write(user.id, complaint.id, false)
      res.redirect(303, `/aduan/${numberOf(complaint)}?kabar=${told}`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const fresh = await findVisible(db, user, req.params.nomor)
      await show(req, res, fresh, {
        refusal: { error, since: sequence },
        open: { action, values: typedOf(req.body), errors: {} },
      })
    }
  })

  /** since: the last event that the person had seen */
  type Refusal = { error: Refused; since: number | null }

  /** The page as it stands; with an open form 422, and 409 when others acted since what the form's person saw. */
  async function show(
    req: Request,
    res: Response,
    complaint: Stored,
    more: {
      history?: History
      news?: string | null
      open?: Open
      refusal?: Refusal
      drafts?: Draft[]
      resume?: unknown
    },
  ): Promise<void> {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const [history] = await Promise.all([more.history ?? readHistory(db, user, complaint.id), noteLook(req, complaint, now)])
    const named = [more.open, ...(more.resume ? (more.drafts ?? []) : [])].flatMap((form) => idsIn(form?.values))
    const brought = await findBrought(db, user, named, now)
    const page = complaintPage(complaint, history, { user, master, now, brought })
    const conflict = more.refusal ? conflictOf(page, more.refusal, more.open) : null
    const last = Math.max(...history.events.map(({ sequence }) => sequence))
    await renderPage(req, res, 'complaints/complaint', {
      ...page,
      version: `${complaint.version}.${last}`,
      live: {
        number: page.complaint.number,
        last,
        version: complaint.version,
        since: Math.max(...history.events.map(({ id }) => id)),
      },
      status: conflict ? 409 : more.open ? 422 : 200,
      open: more.open ?? resumedOf(page.actions, more.drafts, more.resume),
      drafts: draftsOf(page.actions, more.drafts, more.resume),
      conflict,
      here: othersHere(presence.of(complaint.id), user, master.names),
      news: newsOf(page, more.news ?? null, user.id),
    })
  }

  /** Opening contact data is logged, and the unit's first look noted, before anything is shown. */
  async function noteLook(req: Request, complaint: Stored, now: Date): Promise<void> {
    const user = userOf(req)
    const owner = complaint.routings.find(({ role, until }) => role === 'OWNER' && !until)
    const unopened = owner?.id && !owner.firstOpenedAt && user.grants.some(({ unitId }) => unitId === owner.unitId)
    const { phone, account, needs, needsNote } = complaint.complainant
    const contact = (phone || account) && 'Kontak pelapor'
    const special = (needs.length > 0 || needsNote) && 'Kebutuhan khusus pelapor'
    const looked = seesContact(user, complaint) && (contact || special)
    await Promise.all([
      looked ? logAccess(db, user, complaint.id, looked, now) : null,
      unopened ? markOpened(db, owner.id ?? 0, now) : null,
    ])
  }

  /** The other complaint that a form names, if its person may see it. */
  async function named(req: Request, values: Record<string, unknown>, complaint: Stored) {
    const number = values.asli ?? values.aduan
    return typeof number === 'string' ? findOther(db, userOf(req), number, complaint) : null
  }

  return router
}

/** The version that a form's person saw, and the last event that they saw. */
function seen(versi: unknown): { version: number | null; sequence: number | null } {
  const match = typeof versi === 'string' ? /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(versi) : null
  return { version: match ? Number(match[1]) : null, sequence: match?.[2] ? Number(match[2]) : null }
}

type Page = ReturnType<typeof complaintPage>

/** Why it was refused, what others did since, and what was typed into a form that is no longer offered. */
function conflictOf({ timeline, actions }: Page, { error, since }: { error: Refused; since: number | null }, open?: Open) {
  const after = since === null ? timeline.slice(-1) : timeline.filter(({ sequence }) => sequence > since)
  const others = [...new Set(after.map(({ who }) => who))].join(', ') || 'orang lain'
  const offered = actions.some(({ action }) => action === open?.action)
  return {
    heading: error instanceof Changed ? `Aduan ini sudah diubah oleh ${others}` : error.message,
    sentences: after.map(({ who, sentence }) => `${who} ${sentence}`),
    typed: offered || !open ? [] : typedIn(open.action, open.values),
  }
}

/** What was just done and what happens next. */
function newsOf({ complaint, timeline, headClock, nextStep }: Page, kabar: string | null, userId: number): string | null {
  if (!kabar) return null
  const told =
    kabar === 'baru'
      ? timeline.find(({ icon }) => icon === 'pencil')
      : timeline.find(({ sequence }) => String(sequence) === kabar)
  if (told?.actorId !== userId) return null
  const done = kabar === 'baru' ? `Aduan ${complaint.number} tersimpan.` : `Anda ${told.sentence}`
  // What ended by one's own hand is said once.
  const said = kabar !== 'baru' && (complaint.state === 'CLOSED' || complaint.state === 'DISMISSED')
  return [done, !said && nextStep, headClock && `${headClock.deadline.replace(/^b/, 'B')}.`].filter(Boolean).join(' ')
}
