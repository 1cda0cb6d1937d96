import { Router } from 'express'
import { numberOf } from '../complaints/complaint.ts'
import type { Setting } from '../complaints/setting.ts'
import { renderPage } from '../web/page.ts'
import { checkWords } from './check-words.ts'
import { parseCode, shownCode } from './code.ts'
import { checkPaper } from './paper-store.ts'

/** Whether a paper is genuine and holds, for anybody who has it in hand: nothing of what it says, nothing personal. */
export function checkRoutes({ db }: Pick<Setting, 'db'>): Router {
  const router = Router()

  router.get('/cek', async (req, res) => {
    const typed = typeof req.query.kode === 'string' ? req.query.kode.trim() : ''
    if (typed) return res.redirect(303, `/cek/${encodeURIComponent([...typed.toWellFormed()].slice(0, 40).join(''))}`)
    await renderPage(req, res, 'papers/check', { title: 'Periksa dokumen', typed: '', outcome: null })
  })

  router.get('/cek/:kode', async (req, res) => {
    const code = parseCode(req.params.kode)
    const found = code && (await checkPaper(db, code))
    const outcome = found ? { ...checkWords(found), ...found, number: numberOf(found) } : { ...checkWords(null) }
    res.set('X-Robots-Tag', 'noindex')
    await renderPage(req, res, 'papers/check', {
      ...{ title: 'Periksa dokumen', status: found ? 200 : 404, outcome },
      typed: code ? shownCode(code) : req.params.kode.slice(0, 40),
    })
  })

  return router
}
