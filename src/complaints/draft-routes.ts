import { Router } from 'express'
import { NotFound, Unreadable } from '../errors.ts'
import { userOf } from '../people/sign-in.ts'
import { can, type User } from '../permissions.ts'
import { type Typed, typedOf } from '../web/form.ts'
import { parseNumber } from './complaint.ts'
import { pageOf, removeDraft, saveDraft } from './draft-store.ts'
import type { Setting } from './setting.ts'
import { findId } from './store.ts'
import { actionAt } from './workflow.ts'

/** Saved while its person types; behind `signedIn`. */
export function draftRoutes({ db, clock, presence }: Setting): Router {
  const router = Router()

  router.post('/draf', async (req, res) => {
    const { untuk, ...typed } = typedOf(req.body)
    const user = userOf(req)
    const { form, complaintId } = await formOf(user, untuk)
    await saveDraft(db, user, form, sendable(typed), clock.now())
    if (complaintId) presence.write(user.id, complaintId, true)
    res.status(204).end()
  })

  router.post('/draf/buang', async (req, res) => {
    const user = userOf(req)
    const { form, complaintId } = await formOf(user, req.body?.untuk)
    await removeDraft(db, user, form)
    if (complaintId) presence.write(user.id, complaintId, false)
    res.redirect(303, pageOf(form))
  })

  /** The address of a form that this person may have open, and its complaint; what they may not see is not found. */
  async function formOf(user: User, untuk: unknown): Promise<{ form: string; complaintId?: number }> {
    if (typeof untuk !== 'string') throw new Unreadable()
    if (untuk === '/aduan/baru' && can(user, 'recordComplaint')) return { form: untuk }
    const [, number = '', path = ''] = /^\/aduan\/(ADU-\d{4}-\d{6,9})\/([a-z-]+)$/.exec(untuk) ?? []
    const parsed = parseNumber(number)
    const complaintId = parsed && (actionAt(path) || path === 'surat') ? await findId(db, user, parsed) : undefined
    if (!complaintId) throw new NotFound()
    return { form: untuk, complaintId }
  }

  return router
}

/** Not what each opening of a form makes anew; a database cannot hold NUL or half a character. */
function sendable({ versi: _versi, formulir: _token, tindakan: _button, ...typed }: Typed): Typed {
  const kept = (text: string) => text.replaceAll('\0', '').toWellFormed()
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [kept(name), Array.isArray(value) ? value.map(kept) : kept(value)]),
  )
}
