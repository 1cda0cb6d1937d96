import { type Request, type Response, Router } from 'express'
import { numberOf } from '../complaints/complaint.ts'
import { findDrafts, removeDraft } from '../complaints/draft-store.ts'
import { readHistory } from '../complaints/history.ts'
import type { Setting } from '../complaints/setting.ts'
import { findVisible, logAccess, type Stored } from '../complaints/store.ts'
import { Forbidden, NotFound, Refused } from '../errors.ts'
import { wayTo } from '../notifications/reach.ts'
import { fill } from '../notifications/templates.ts'
import { rowId } from '../people/row-id.ts'
import { userOf } from '../people/sign-in.ts'
import { writtenTexts } from '../settings/letter-template-store.ts'
import { letterText } from '../settings/letter-templates.ts'
import { toLocalInput } from '../time.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { PAPER_KIND } from '../words.ts'
import { shownCode } from './code.ts'
import { fillingOf, isAnswerable, type LetterText, mayWrite } from './letter.ts'
import { LETTER, SENT } from './letter-forms.ts'
import { findLetters, type Letter, recordSending, writeLetter } from './letter-store.ts'
import { placeOf } from './parts.ts'

type Again = {
  status?: number
  errors?: Errors
  typed?: Typed
  preview?: LetterText
  sending?: { id: number; errors: Errors; typed: Typed }
}

const NEWS = new Map(
  Object.entries({
    dikirim: 'Pengiriman surat tercatat.',
    surel: 'Surat dikirim lewat surel dengan PDF terlampir; hasilnya tampak pada aduan.',
  }),
)

/** Written answers to a complainant, and how they went out; behind `signedIn`. */
export function letterRoutes(setting: Setting): Router {
  const { db, env, clock, masterData } = setting
  const router = Router()

  router.get('/aduan/:nomor/surat', async (req, res) => page(req, res, await answering(req), {}))

  router.post('/aduan/:nomor/surat', async (req, res) => {
    const [user, now, complaint] = [userOf(req), clock.now(), await answering(req)]
    const parsed = parseForm(LETTER, req.body, now)
    if (parsed.errors) return page(req, res, complaint, { status: 422, ...parsed })
    const { kepada, alamat_surat, perihal_surat, isi } = parsed.value
    const text = { recipient: kepada, address: alamat_surat, subject: perihal_surat, body: isi }
    if (req.body.tindakan === 'pratinjau') return page(req, res, complaint, { typed: typedOf(req.body), preview: text })
    const code = await writeLetter(db, complaint, text, { user, now })
    await removeDraft(db, user, addressOf(complaint))
    res.redirect(303, `/aduan/${numberOf(complaint)}/kertas/${shownCode(code)}`)
  })

  router.post('/aduan/:nomor/surat/:id/kirim', async (req, res) => {
    const [user, now, complaint] = [userOf(req), clock.now(), await answering(req)]
    const letter = await letterOf(req, complaint)
    const parsed = parseForm(SENT, req.body, now)
    if (parsed.errors) return page(req, res, complaint, { status: 422, sending: { id: letter.id, ...parsed } })
    const { cara: way, waktu } = parsed.value
    // The field shows minutes: within that of its writing it was sent at once.
    if (waktu.getTime() + 60_000 <= letter.at.getTime()) {
      const errors = { waktu: 'Dikirim pada tidak boleh sebelum surat ini ditulis.' }
      return page(req, res, complaint, { status: 422, sending: { id: letter.id, errors, typed: typedOf(req.body) } })
    }
    await recordSending(db, complaint.id, letter, { way, sentAt: waktu }, { user, now })
    res.redirect(303, `${addressOf(complaint)}?kabar=dikirim`)
  })

  router.post('/aduan/:nomor/surat/:id/surel', async (req, res) => {
    const [user, now, complaint] = [userOf(req), clock.now(), await answering(req)]
    const letter = await letterOf(req, complaint)
    if (!mailable(complaint))
      throw new Refused('Surat ini tidak dapat dikirim lewat surel: pelapor tidak memilih surel, atau surel belum diatur.')
    if (letter.sentWay === 'EMAIL') throw new Refused('Surat ini sudah dikirim lewat surel.')
    const messages = [{ way: 'EMAIL' as const, template: 'letter' as const, personId: null, nextTryAt: null }]
    await recordSending(db, complaint.id, letter, { way: 'EMAIL', sentAt: now, messages }, { user, now })
    res.redirect(303, `${addressOf(complaint)}?kabar=surel`)
  })

  // The address of a page that came back with a fault, opened anew.
  router.get('/aduan/:nomor/surat/:id/kirim', async (req, res) => {
    const complaint = await findVisible(db, userOf(req), req.params.nomor)
    res.redirect(303, addressOf(complaint))
  })

  return router

  /** A complaint that this person may answer in writing. Its letters hold name and address: opening them is logged. */
  async function answering(req: Request<{ nomor: string }>): Promise<Stored> {
    const [user, { humasUnitId }] = [userOf(req), await masterData()]
    const complaint = await findVisible(db, user, req.params.nomor)
    if (mayWrite(user, { ...complaint, humasUnitId }) !== 'yes') throw new Forbidden()
    if (!isAnswerable(complaint)) throw new Refused('Aduan ini belum diterima; surat jawaban ditulis sesudahnya.')
    await logAccess(db, user, complaint.id, PAPER_KIND.LETTER, clock.now())
    return complaint
  }

  async function letterOf({ params }: Request<{ id: string }>, { id }: Stored): Promise<Letter> {
    const letter = (await findLetters(db, id)).find((one) => one.id === rowId(params.id))
    if (!letter) throw new NotFound('Surat ini tidak ditemukan.')
    return letter
  }

  async function page(req: Request, res: Response, complaint: Stored, { status = 200, errors, typed, preview, sending }: Again) {
    const user = userOf(req)
    const [letters, drafts] = await Promise.all([findLetters(db, complaint.id), findDrafts(db, user, addressOf(complaint))])
    const [draft] = typed || sending ? [] : drafts
    await renderPage(req, res, 'papers/letters', {
      ...{ title: 'Surat jawaban', status, number: numberOf(complaint), address: addressOf(complaint), preview },
      ...{ fields: LETTER.fields, values: typed ?? draft?.values ?? (await begun(req, complaint)), errors, resumed: draft },
      ...{ letters: letters.map((one) => ({ ...one, shown: shownCode(one.code) })), letterhead: (await masterData()).letterhead },
      ...{
        sent: SENT.fields,
        sentValues: { cara: '', waktu: toLocalInput(clock.now()) },
        sending,
        mailable: mailable(complaint),
      },
      opened: sending?.id ?? rowId(String(req.query.catat ?? '')),
      writing: letters.length === 0 || Boolean(errors ?? preview ?? draft),
      unwilling: complaint.complainant.contactWay === 'NONE',
      news: NEWS.get(String(req.query.kabar)),
    })
  }

  /** The category's text with what is known filled in. */
  async function begun(req: Request, complaint: Stored): Promise<Typed> {
    const master = await masterData()
    const [history, written] = await Promise.all([readHistory(db, userOf(req), complaint.id), writtenTexts(db.sql)])
    const category = master.categories.find(({ id }) => id === complaint.categoryId) ?? null
    const filling = fillingOf(complaint, history, master)
    const { subject, body } = fill(letterText(category, written), filling)
    return { kepada: filling.nama, alamat_surat: placeOf(complaint, master), perihal_surat: subject.slice(0, 150), isi: body }
  }

  /** Whether the complainant wants mails and the house can send them. */
  function mailable({ complainant }: Stored): string | null {
    return env.smtp && wayTo(complainant) === 'EMAIL' ? complainant.account : null
  }
}

const addressOf = (complaint: Pick<Stored, 'year' | 'sequence'>): string => `/aduan/${numberOf(complaint)}/surat`
