import { type Request, type Response, Router } from 'express'
import { numberOf } from '../complaints/complaint.ts'
import type { Setting } from '../complaints/setting.ts'
import { findVisible, logAccess, type Stored } from '../complaints/store.ts'
import { Forbidden, NotFound, Refused } from '../errors.ts'
import type { SignatureParty } from '../generated/enums.ts'
import { userOf } from '../people/sign-in.ts'
import type { User } from '../permissions.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { PAPER_KIND, SIGNATURE_PARTY } from '../words.ts'
import { parseCode, shownCode } from './code.ts'
import { maySign, offered, type Signer } from './paper.ts'
import { findPaper, type Paper } from './paper-store.ts'
import { DRAWN, DRAWN_BY_OFFICER, isOwnName, REFUSED } from './signature-forms.ts'
import { type NewSignature, sign } from './signature-store.ts'

const PATH = '/aduan/:nomor/kertas/:kode/tanda-tangan/:pihak'
const PARTY: Record<string, SignatureParty> = { pelapor: 'CUSTOMER', petugas: 'OFFICER' }
type Signing = { paper: Paper; party: SignatureParty; signer: Signer; complaint: Stored }

/** The complainant's and the officer's hand on a paper, drawn on the screen; or why there is none. */
export function signatureRoutes({ db, clock, masterData }: Setting): Router {
  const router = Router()

  router.get(PATH, async (req, res) => {
    const at = await signing(req)
    await (at.paper.changed ? outdated(req, res, at) : page(req, res, at))
  })

  router.post(PATH, async (req, res) => {
    const at = await signing(req)
    if (at.paper.changed) return outdated(req, res, at)
    const signature = signatureIn(req.body, at, userOf(req))
    if ('errors' in signature) return page(req, res, at, { status: 422, ...signature })
    await sign(db, at.complaint, at.paper, signature, { user: userOf(req), now: clock.now() })
    res.redirect(303, `${addressOf(at)}?kabar=ditandatangani`)
  })

  return router

  /** 404 for what one may not see, 403 for who never signs it, 409 when it is signed or replaced already. */
  async function signing(req: Request<{ nomor: string; kode: string; pihak: string }>): Promise<Signing> {
    const [user, code, party] = [userOf(req), parseCode(req.params.kode), PARTY[req.params.pihak]]
    if (!code || !party) throw new NotFound()
    const [paper, complaint] = await Promise.all([findPaper(db, user, code), findVisible(db, user, req.params.nomor)])
    const signer = paper.content?.signers.find((one) => one.party === party)
    if (complaint.id !== paper.complaintId || !signer) throw new NotFound()
    const { humasUnitId } = await masterData()
    if (!maySign(user, paper.kind, party, { ...complaint, humasUnitId })) throw new Forbidden()
    if (paper.replacedBy)
      throw new Refused(`Dokumen ini sudah diganti versi ${paper.replacedBy.version}. Tanda tangani versi itu.`)
    if (paper.signatures.some((one) => one.party === party)) throw new Refused('Dokumen ini sudah ditandatangani pihak ini.')
    await logAccess(db, user, complaint.id, PAPER_KIND[paper.kind], clock.now())
    return { paper, party, signer, complaint }
  }

  /** What the complaint has become since is signed only once it stands there. */
  async function outdated(req: Request, res: Response, at: Signing): Promise<void> {
    const standing = { ...at.complaint, humasUnitId: (await masterData()).humasUnitId }
    await renderPage(req, res, 'papers/outdated', {
      ...{ title: `Tanda tangan ${SIGNATURE_PARTY[at.party].toLowerCase()}`, status: 409, href: addressOf(at) },
      ...{ paper: at.paper, number: numberOf(at.complaint) },
      again: offered(userOf(req), standing).find(({ kind }) => kind === at.paper.kind) ?? null,
    })
  }

  async function page(req: Request, res: Response, at: Signing, again: { status?: number; errors?: Errors; typed?: Typed } = {}) {
    const refusing = again.typed !== undefined && 'penolakan' in again.typed
    await renderPage(req, res, 'papers/sign', {
      ...{ title: `Tanda tangan ${SIGNATURE_PARTY[at.party].toLowerCase()}`, status: again.status ?? 200, href: addressOf(at) },
      ...{ paper: at.paper, number: numberOf(at.complaint), signer: at.signer, refusing, errors: again.errors },
      values: again.typed ?? { nama: (at.party === 'OFFICER' ? userOf(req).name : at.signer.name) ?? '' },
      ...{ drawn: (at.party === 'OFFICER' ? DRAWN_BY_OFFICER : DRAWN).fields, refused: REFUSED.fields },
    })
  }

  function signatureIn(body: unknown, { party }: Signing, user: User): NewSignature | { errors: Errors; typed: Typed } {
    if (typeof body === 'object' && body !== null && !('goresan' in body)) {
      const parsed = parseForm(REFUSED, body, clock.now())
      if (parsed.errors) return { errors: parsed.errors, typed: { penolakan: '', ...parsed.typed } }
      const { nama, penolakan, alasan } = parsed.value
      return { party, name: nama, strokes: null, refusal: penolakan, reason: alasan }
    }
    const parsed = parseForm(party === 'OFFICER' ? DRAWN_BY_OFFICER : DRAWN, body, clock.now())
    if (parsed.errors) return parsed
    if (party === 'OFFICER' && !isOwnName(parsed.value.nama ?? '', user.name))
      return { errors: { nama: `Anda menandatangani atas nama sendiri: ${user.name}.` }, typed: typedOf(body) }
    return { party, name: parsed.value.nama, strokes: parsed.value.goresan, refusal: null, reason: null }
  }
}

const addressOf = ({ complaint, paper }: Signing): string => `/aduan/${numberOf(complaint)}/kertas/${shownCode(paper.code)}`
