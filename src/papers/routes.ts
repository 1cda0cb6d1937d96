import { type Request, Router } from 'express'
import type { Objects } from '../attachments/objects.ts'
import { numberOf } from '../complaints/complaint.ts'
import { readHistory } from '../complaints/history.ts'
import type { Setting } from '../complaints/setting.ts'
import { findVisible, logAccess, type Stored } from '../complaints/store.ts'
import { seesContact } from '../complaints/visible.ts'
import { SIZES, type Size } from '../documents/case-shape.ts'
import { paperPdf } from '../documents/paper-pdf.ts'
import { checkAddress, qrPicture } from '../documents/qr-picture.ts'
import { Forbidden, NotFound, Refused } from '../errors.ts'
import { userOf } from '../people/sign-in.ts'
import type { MasterData } from '../settings/master.ts'
import { DAY } from '../time.ts'
import { goneFrom, unless } from '../web/gone.ts'
import { renderPage } from '../web/page.ts'
import { PAPER_KIND } from '../words.ts'
import { parseCode, shownCode } from './code.ts'
import { contentOf, type MadeKind } from './contents.ts'
import { readEvidence } from './evidence-store.ts'
import { mayWrite } from './letter.ts'
import { type Content, kindAt, mayMake, maySign, missingFor, offered, type Signer } from './paper.ts'
import { findPaper, findPapers, type Listed, makePaper, type Paper } from './paper-store.ts'
import { hashesOf, printedPhoto, printedPhotos } from './photo.ts'
import { signaturePicture } from './signature.ts'
import { signatureRoutes } from './signature-routes.ts'

/** Papers about a complaint: made, shown, printed and signed; behind `signedIn`. */
export function paperRoutes(setting: Setting & { objects: Objects }): Router {
  const { db, env, clock, masterData, objects } = setting
  const router = Router()
  router.use(signatureRoutes(setting))

  router.get('/aduan/:nomor/kertas', async (req, res) => {
    const [user, master] = [userOf(req), await masterData()]
    const complaint = await findVisible(db, user, req.params.nomor)
    await renderPage(req, res, 'papers/list', {
      ...{ title: `Dokumen ${numberOf(complaint)}`, number: numberOf(complaint), masked: !seesContact(user, complaint) },
      stacks: stacked((await findPapers(db, complaint.id)).map((one) => ({ ...one, shown: shownCode(one.code) }))),
      offered: offered(user, { ...complaint, humasUnitId: master.humasUnitId }),
    })
  })

  // Where receipts had their one address: the last one made, or where it can be made.
  router.get('/aduan/:nomor/tanda-terima', async (req, res) => {
    const user = userOf(req)
    const complaint = await findVisible(db, user, req.params.nomor)
    const receipt = (await findPapers(db, complaint.id)).find(({ kind }) => kind === 'RECEIPT')
    const made = receipt && seesContact(user, complaint)
    res.redirect(303, `/aduan/${numberOf(complaint)}/kertas${made ? `/${shownCode(receipt.code)}` : ''}`)
  })

  router.post('/aduan/:nomor/kertas/:jenis', async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const kind = kindAt(req.params.jenis)
    if (!kind) throw new NotFound()
    const complaint = await findVisible(db, user, req.params.nomor)
    if (mayMake(user, kind, { ...complaint, humasUnitId: master.humasUnitId }) !== 'yes') throw new Forbidden()
    const missing = missingFor(kind, complaint)
    if (missing) throw new Refused(missing)
    const content = await write(req, kind as MadeKind, complaint, master)
    const code = await makePaper(db, complaint, { kind, content, user, now, anew: req.body?.baru === 'ya' })
    const address = `/aduan/${numberOf(complaint)}/kertas/${shownCode(code)}`
    if (req.body?.lalu === 'tanda-tangan' && awaitsCustomer(await findPaper(db, user, code)))
      return res.redirect(303, `${address}/tanda-tangan/pelapor`)
    const size = kind === 'RECEIPT' && lastSizeOf(req)
    res.redirect(303, `${address}${size ? `?ukuran=${size}` : ''}`)
  })

  router.get('/aduan/:nomor/kertas/:kode', async (req, res) => {
    const { complaint, paper } = await opened(req)
    const [user, master] = [userOf(req), await masterData()]
    const standing = { ...complaint, humasUnitId: master.humasUnitId }
    const size = sizeOf(req, paper)
    if (req.query.ukuran !== undefined) res.cookie('ukuran', size, { ...COOKIE, secure: req.secure })
    await renderPage(req, res, 'papers/sheet', {
      ...shownPaper(paper),
      ...{ qrOf: qrPicture, pictureOf: signaturePicture },
      title: `${PAPER_KIND[paper.kind]} ${numberOf(complaint)}`,
      number: numberOf(complaint),
      size,
      hands:
        paper.replacedBy || paper.changed
          ? []
          : unsignedOf(paper).filter(({ party }) => party && maySign(user, paper.kind, party, standing)),
      letterId: mayWrite(user, standing) === 'yes' ? paper.letterId : null,
      again: offered(user, standing).find(({ kind }) => kind === paper.kind) ?? null,
      news: req.query.kabar === 'ditandatangani' ? 'Tercatat. Dokumen ini sekarang memuatnya.' : undefined,
    })
  })

  router.get('/aduan/:nomor/kertas/:kode/pdf', async (req, res) => {
    const { complaint, paper } = await opened(req)
    const { content } = paper
    if (!content) throw new NotFound('Isi dokumen ini sudah dikosongkan sesuai masa simpan data pribadi.')
    const [{ code, address }, signal] = [shownPaper(paper), goneFrom(res)]
    const asked = { photos: () => printedPhotos(objects, content), signal, who: userOf(req).id }
    const pdf = await paperPdf({ ...paper, content, address, hands: paper.signatures, size: sizeOf(req, paper) }, asked).catch(
      unless(signal),
    )
    if (!pdf) return
    const name = `${PAPER_KIND[paper.kind]} ${numberOf(complaint)} ${code}.pdf`
    res.set({ 'Content-Type': 'application/pdf', 'Cache-Control': 'private, no-store' })
    res.set('Content-Disposition', `inline; filename="${name}"`).end(pdf)
  })

  router.get('/aduan/:nomor/kertas/:kode/foto/:sidik', async (req, res) => {
    const { content } = (await openedQuietly(req)).paper
    const { sidik } = req.params
    const photo = content && hashesOf(content).includes(sidik) ? await printedPhoto(objects, sidik) : undefined
    if (!photo) throw new NotFound('Foto ini tidak ditemukan.')
    res.set({ 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-cache' })
    res.set('Content-Security-Policy', "default-src 'none'; sandbox").end(photo)
  })

  return router

  async function write(req: Request, kind: MadeKind, complaint: Stored, master: MasterData): Promise<Content> {
    const [history, evidence] = await Promise.all([readHistory(db, userOf(req), complaint.id), readEvidence(db, complaint.id)])
    return contentOf(kind, { complaint, history, evidence, master, now: clock.now() })
  }

  type Addressed = Request<{ nomor: string; kode: string }>

  /** Opening a paper is opening the contact that stands on it: it is logged before anything is shown. */
  async function opened(req: Addressed): Promise<{ complaint: Stored; paper: Paper }> {
    const { complaint, paper } = await openedQuietly(req)
    await logAccess(db, userOf(req), complaint.id, PAPER_KIND[paper.kind], clock.now())
    return { complaint, paper }
  }

  /** For what a page that is open already shows. */
  async function openedQuietly(req: Addressed): Promise<{ complaint: Stored; paper: Paper }> {
    const [paper, complaint] = await Promise.all([found(req), findVisible(db, userOf(req), req.params.nomor)])
    if (complaint.id !== paper.complaintId) throw new NotFound()
    return { complaint, paper }
  }

  function found(req: Request<{ kode: string }>): Promise<Paper> {
    const code = parseCode(req.params.kode)
    if (!code) throw new NotFound()
    return findPaper(db, userOf(req), code)
  }

  function shownPaper(paper: Paper) {
    const code = shownCode(paper.code)
    const address = checkAddress(env.baseUrl, code)
    return { paper, code, address, qr: qrPicture(address), newest: paper.replacedBy && shownCode(paper.replacedBy.code) }
  }
}

/** Those of its lines that nobody has signed on the screen yet. */
const unsignedOf = ({ content, signatures }: Paper): Signer[] =>
  content?.signers.filter((signer) => signer.party && !signatures.some(({ party }) => party === signer.party)) ?? []

/** What was signed before the complaint went on is opened to be read. */
const awaitsCustomer = (paper: Paper): boolean => !paper.changed && unsignedOf(paper).some(({ party }) => party === 'CUSTOMER')

/** The newest version of each paper with those before it. */
function stacked<T extends Listed>(papers: readonly T[]): { newest: T; older: T[] }[] {
  const stacks = Map.groupBy(papers, ({ kind, letterId }) => `${kind} ${letterId}`)
  return [...stacks.values()].flatMap(([newest, ...older]) => (newest ? [{ newest, older }] : []))
}

/** A counter's printer stays the same: receipts open in the size that this browser looked at last. */
const lastSizeOf = (req: Request): Size | undefined =>
  SIZES.find((size) => size !== 'a4' && new RegExp(`(?:^|; )ukuran=${size}(?:;|$)`).test(req.get('cookie') ?? ''))

const COOKIE = { httpOnly: true, sameSite: 'lax', maxAge: 365 * DAY } as const

/** Only receipts come in other sizes than A4. */
const sizeOf = (req: Request, { kind }: Paper): Size =>
  SIZES.find((size) => size === req.query.ukuran && kind === 'RECEIPT') ?? 'a4'
