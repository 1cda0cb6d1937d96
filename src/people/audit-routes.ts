import { Router } from 'express'
import { parseForm, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { listChanges } from './audit-store.ts'
import type { Setting } from './credentials.ts'
import { FIND_CHANGES } from './forms.ts'
import { rowId } from './row-id.ts'
import { personOptions } from './store.ts'

/** The trail of changes to people; behind `allowed('readAudit')`. */
export function auditRoutes({ db, clock }: Setting): Router {
  const router = Router()

  router.get('/pengaturan/jejak', async (req, res) => {
    const lists = { people: await personOptions(db) }
    const { value, errors } = parseForm(FIND_CHANGES, req.query, clock.now(), lists)
    const subjectId = value?.orang ?? null
    const { entries, next } = await listChanges(db, { subjectId, before: rowId(req.query.sebelum) ?? null })
    const firstHref = req.query.sebelum && trailHref(subjectId)
    const nextHref = next && trailHref(subjectId, next)
    const locals = { entries, firstHref, nextHref, fields: FIND_CHANGES.fields, lists, values: typedOf(req.query), errors }
    await renderPage(req, res, 'people/audit', { title: 'Jejak perubahan', status: errors ? 422 : 200, ...locals })
  })

  return router
}

const trailHref = (subjectId: number | null, before?: bigint) =>
  `/pengaturan/jejak?${new URLSearchParams({ ...(subjectId && { orang: String(subjectId) }), ...(before && { sebelum: String(before) }) })}`
