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
import { Forbidden } from '../errors.ts'
import { userOf } from '../people/sign-in.ts'
import { can, type User } from '../permissions.ts'
import { shownCode } from './code.ts'
import { filePath, HISTORY_COLUMNS, historyData, historyRows, paperPath } from './dossier.ts'
import { findAllPapers, findFiles, type Made } from './dossier-store.ts'
import { archive, type Entry, type Listed, type Missing } from './dossier-zip.ts'
import { findPaper } from './paper-store.ts'
import { printedPhotos } from './photo.ts'

/** All of a complaint in one download, for the auditor or the Ombudsman; behind `signedIn`. */
export function dossierRoutes({ db, env, clock, masterData, objects }: Setting & { objects: Objects }): Router {
  const router = Router()

  router.get('/aduan/:nomor/berkas.zip', async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const complaint = await findVisible(db, user, req.params.nomor)
    if (!can(user, 'takeDossier')) throw new Forbidden()
    const number = numberOf(complaint)
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
      ...papers.filter(({ emptied }) => !emptied).map(paperEntry(user, papers)),
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
    const gone = new AbortController()
    res.once('close', () => gone.abort())
    res.set({ 'Content-Type': 'application/zip', 'Cache-Control': 'private, no-store' })
    res.set('Content-Disposition', `attachment; filename="${number}-berkas.zip"`)
    await pipeline(archive(entries, manifest, now, gone.signal), res)
  })

  return router

  /** Set when its turn comes, so that no two papers with their photos are in memory. */
  function paperEntry(user: User, all: readonly Made[]) {
    return (made: Made): Entry => {
      const shown = shownCode(made.code)
      return {
        path: paperPath({ ...made, shown }, all.indexOf(made)),
        mtime: made.madeAt,
        packed: true,
        open: () => pdfOf(user, made.code),
      }
    }
  }

  async function pdfOf(user: User, code: string): Promise<Buffer> {
    const paper = await findPaper(db, user, code)
    const { content } = paper
    if (!content) throw new Error(`The content of paper ${code} was emptied`)
    const [shown, photos] = [shownCode(code), await printedPhotos(objects, content)]
    return paperPdf({ ...paper, content, address: checkAddress(env.baseUrl, shown), photos, hands: paper.signatures, size: 'a4' })
  }
}
