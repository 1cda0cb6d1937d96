import { Router } from 'express'
import { NotFound, Unreadable } from '../errors.ts'
import { userOf } from '../people/sign-in.ts'
import { can, type User } from '../permissions.ts'
import { type Typed, typedOf } from '../web/form.ts'
import { parseNumber } from './complaint.ts'
import { pageOf, removeDraft, saveDraft } from './draft-store.ts'
import type { Setting } from './setting.ts'
import { exists } from './store.ts'
import { actionAt } from './workflow.ts'

/** Saved while its person types; behind `signedIn`. */
export function draftRoutes({ db, clock }: Setting): Router {
  const router = Router()

  router.post('/draf', async (req, res) => {
    const { untuk, ...typed } = typedOf(req.body)
    const form = await formOf(userOf(req), untuk)
    await saveDraft(db, userOf(req), form, sendable(typed), clock.now())
    res.status(204).end()
  })

  router.post('/draf/buang', async (req, res) => {
    const form = await formOf(userOf(req), req.body?.untuk)
    await removeDraft(db, userOf(req), form)
    res.redirect(303, pageOf(form))
  })

  /** The address of a form that this person may have open; what they may not see is not found. */
  async function formOf(user: User, untuk: unknown): Promise<string> {
    if (typeof untuk !== 'string') throw new Unreadable()
    if (untuk === '/aduan/baru' && can(user, 'recordComplaint')) return untuk
    const [, number = '', path = ''] = /^\/aduan\/(ADU-\d{4}-\d{6,9})\/([a-z-]+)$/.exec(untuk) ?? []
    const parsed = parseNumber(number)
    if (!parsed || !actionAt(path) || !(await exists(db, user, parsed))) throw new NotFound()
    return untuk
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
