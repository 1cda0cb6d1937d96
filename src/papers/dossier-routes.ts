import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import type { Objects } from '../attachments/objects.ts'
import { numberOf } from '../complaints/complaint.ts'
import { readHistory } from '../complaints/history.ts'
import type { Setting } from '../complaints/setting.ts'
import { findVisible, logAccess } from '../complaints/store.ts'
import { csvStream } from '../documents/csv.ts'
import { paperPdf } from '../documents/paper-pdf.ts'
import { checkAddress } from '../documents/qr-picture.ts'
import { Forbidden, Unavailable } from '../errors.ts'
import { userOf } from '../people/sign-in.ts'
import { can, type User } from '../permissions.ts'
import { goneFrom } from '../web/gone.ts'
import { shownCode } from './code.ts'
import { filePath, HISTORY_COLUMNS, historyData, historyRows, paperPath } from './dossier.ts'
import { findAllPapers, findFiles, type Made } from './dossier-store.ts'
import { archive, type Entry, type Listed, type Missing } from './dossier-zip.ts'
import { findPaper } from './paper-store.ts'
import { printedPhotos } from './photo.ts'

/** All of a complaint in one download, for the auditor or the Ombudsman; behind `signedIn`. */
export function dossierRoutes({ db, env, clock, masterData, objects }: Setting & { objects: Objects }): Router {
  const router = Router()
  /** Who takes one: each person one at a time, for it sets paper after paper. */
  const taking = new Set<number>()

  router.get('/aduan/:nomor/berkas.zip', async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const complaint = await findVisible(db, user, req.params.nomor)
    if (!can(user, 'takeDossier')) throw new Forbidden()
    const [number, signal] = [numberOf(complaint), goneFrom(res)]
    if (taking.has(user.id))
      throw new Unavailable('Anda sedang mengunduh berkas lengkap lain. Tunggu sampai selesai, lalu coba lagi.')
    if (signal.aborted) return
    taking.add(user.id)
    signal.addEventListener('abort', () => taking.delete(user.id))
    await logAccess(db, user, complaint.id, 'Berkas lengkap aduan', now)
    const [history, files, papers] = await Promise.all([
      readHistory(db, user, complaint.id),
      findFiles(db, complaint.id),
      findAllPapers(db, complaint.id),
    ])
    const told = { complaint, history, master, now }
    const entries: Entry[] = [
      { path: 'riwayat.json', mtime: now, open: async () => Buffer.from(`${JSON.stringify(historyData(told), null, 2)}\n`) },
      { path: 'riwayat.csv', mtime: now, open: async () => Readable.from(historyRows(told)).pipe(csvStream(HISTORY_COLUMNS)) },
      ...papers.filter(({ emptied }) => !emptied).map(paperEntry(user, papers, signal)),
      ...files.map((file, index) => ({
        path: filePath(file, index),
        mtime: file.at,
        packed: true as const,
        open: () => objects.get(file.hash),
      })),
    ]
    const emptied = papers.filter((paper) => paper.emptied)
    const manifest = (listed: Listed[], missing: Missing[]) => {
      const gone = emptied.map(({ kind, version, code, sha256 }) => ({ kind, version, code: shownCode(code), sha256 }))
      const about = { nomor: number, dibuat: now, oleh: user.name }
      return `${JSON.stringify({ ...about, berkas: listed, tidakAda: missing, dikosongkan: gone }, null, 2)}\n`
    }
    res.set({ 'Content-Type': 'application/zip', 'Cache-Control': 'private, no-store' })
    res.set('Content-Disposition', `attachment; filename="${number}-berkas.zip"`)
    await pipeline(archive(entries, manifest, now, signal), res)
  })

  return router

  /** Set when its turn comes, so that no two papers with their photos are in memory. */
  function paperEntry(user: User, all: readonly Made[], signal: AbortSignal) {
    return (made: Made): Entry => {
      const shown = shownCode(made.code)
      return {
        path: paperPath({ ...made, shown }, all.indexOf(made)),
        mtime: made.madeAt,
        packed: true,
        open: () => pdfOf(user, made.code, signal),
      }
    }
  }

  async function pdfOf(user: User, code: string, signal: AbortSignal): Promise<Buffer> {
    const paper = await findPaper(db, user, code)
    const { content } = paper
    if (!content) throw new Error(`The content of paper ${code} was emptied`)
    const address = checkAddress(env.baseUrl, shownCode(code))
    const asked = { photos: () => printedPhotos(objects, content), signal, who: user.id, patient: true }
    return paperPdf({ ...paper, content, address, hands: paper.signatures, size: 'a4' }, asked)
  }
}
