import { type Request, Router } from 'express'
import { allowed, userOf } from '../people/sign-in.ts'
import { renderPage, renderPart } from '../web/page.ts'
import { boardAt } from './board.ts'
import type { BoardSource } from './board-store.ts'
import type { Setting } from './setting.ts'

/** The live board (SOP 5, step 5: Monitoring); behind `signedIn`. */
export function boardRoutes({ clock, masterData }: Setting, boardFor: BoardSource): Router {
  const router = Router()
  router.use('/pemantauan', allowed('monitor'))
  router.get('/pemantauan', async (req, res) => renderPage(req, res, 'complaints/board', await board(req)))
  router.get('/pemantauan/isi', async (req, res) => renderPart(req, res, 'complaints/board-now', await board(req)))

  async function board(req: Request) {
    const now = clock.now()
    const [snapshot, { names }] = await Promise.all([boardFor(userOf(req), now), masterData()])
    return { title: 'Pemantauan', ...boardAt(snapshot, names, now), since: snapshot.heard }
  }

  return router
}
