import { type Request, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { logAccess } from '../complaints/store.ts'
import { NotFound } from '../errors.ts'
import type { MessageWay } from '../generated/enums.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { renderPage } from '../web/page.ts'
import { type Matter, textOf } from './matter.ts'
import { chipsOf, filterOf, OUTBOX, outboxHref } from './outbox-filter.ts'
import { findMessage, listMessages, type Message, outboxStanding } from './outbox-list-store.ts'
import { addressOf, mayRead, messageRow, whyNotAgain } from './outbox-page.ts'
import { changedTemplates, readSubjects } from './outbox-store.ts'
import { resend, resendFailed } from './resend-store.ts'
import type { TemplateText } from './templates.ts'

/** What was sent, waits, or did not go out; behind `signedIn`. */
export function outboxRoutes({ db, env, clock, masterData }: Setting): Router {
  const router = Router()
  router.use(OUTBOX, allowed('readOutbox'))
  const isSetUp: Record<MessageWay, boolean> = { EMAIL: env.smtp !== null, GATEWAY: env.webhook !== null }

  router.get(OUTBOX, async (req, res) => {
    const [user, now, filter] = [userOf(req), clock.now(), filterOf(req.query)]
    const [standing, { rows, next }] = await Promise.all([outboxStanding(db, now), listMessages(db, user, filter)])
    const subjects = await subjectsOf(rows)
    await renderPage(req, res, 'notifications/outbox', {
      ...{ title: 'Kotak keluar', news: batchNews(req.query), standing, isSetUp, chips: chipsOf(filter) },
      rows: rows.map((row) => messageRow(row, subjects.get(row.id), now, isSetUp[row.way])),
      firstHref: filter.before && outboxHref({ ...filter, before: null }),
      nextHref: next && outboxHref({ ...filter, before: next }),
    })
  })

  router.post(`${OUTBOX}/kirim-lagi`, async (req, res) => {
    const { again, stay } = await resendFailed(db, authorOf(req))
    res.redirect(303, `${OUTBOX}?lagi=${again}&tetap=${stay}`)
  })

  router.get(`${OUTBOX}/:id`, async (req, res) => {
    const message = await messageOf(req)
    const about = (await subjectsOf([message])).get(message.id)
    const row = messageRow(message, about, clock.now(), isSetUp[message.way])
    const read = mayRead(message) ? await opened(req, message, about) : { to: row.to, text: null }
    const again = whyNotAgain(message, clock.now()) === null
    const news = req.query.kabar === 'lagi' ? NEWS[isSetUp[message.way] ? 'soon' : 'kept'] : undefined
    await renderPage(req, res, 'notifications/message', { title: row.name, row: { ...row, ...read }, again, news })
  })

  router.post(`${OUTBOX}/:id/kirim-lagi`, async (req, res) => {
    const { id } = await messageOf(req)
    await resend(db, authorOf(req), id)
    res.redirect(303, `${OUTBOX}/${id}?kabar=lagi`)
  })

  return router

  /** Where a message was not tried yet its address and words stand nowhere: they are made of these. */
  function subjectsOf(messages: readonly { id: number; recipient: string | null }[]): Promise<Map<number, Matter>> {
    const unwritten = messages.filter(({ recipient }) => recipient === null)
    return readSubjects(
      db.sql,
      unwritten.map(({ id }) => id),
    )
  }

  /** Address and words; looking at a complainant's address is logged, as on the page of the complaint. */
  async function opened(req: Request, message: Message, about: Matter | undefined) {
    const { complaintId, personId, subject, body } = message
    if (personId === null && complaintId !== null) await logAccess(db, userOf(req), complaintId, 'Kontak pelapor', clock.now())
    const text = body === null ? about && (await asItWouldBe(message, about)) : { subject, body }
    return { to: addressOf(message, about), text }
  }

  async function asItWouldBe({ template }: Message, about: Matter): Promise<TemplateText> {
    const [texts, { names }] = await Promise.all([changedTemplates(db.sql), masterData()])
    return textOf(about, template, { texts, names, baseUrl: env.baseUrl })
  }

  async function messageOf(req: Request): Promise<Message> {
    const id = rowId(req.params.id)
    const message = id === undefined ? undefined : await findMessage(db, userOf(req), id)
    if (!message) throw new NotFound('Pesan ini tidak ditemukan.')
    return message
  }

  function authorOf(req: Request) {
    return { actorId: userOf(req).id, now: clock.now() }
  }
}

const NEWS = {
  soon: 'Pesan ini segera dikirim lagi.',
  kept: 'Pesan ini menunggu lagi dan dikirim begitu pengirimannya diatur, paling lama satu hari.',
}

function batchNews({ lagi, tetap }: Request['query']): string | undefined {
  const [again, stay] = [rowId(lagi), rowId(tetap)]
  if (!again) return undefined
  return `${again} pesan segera dikirim lagi.${stay ? ` ${stay} pesan tetap tidak terkirim karena alamatnya tidak ada lagi.` : ''}`
}
