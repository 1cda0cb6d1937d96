// Sends what waits in the outbox. Any number of instances may do so at once.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db.ts'
import type { MessageWay } from '../generated/enums.ts'
import { mailedLetter } from '../papers/letter-mail.ts'
import type { MasterData } from '../settings/master.ts'
import { readMasterData } from '../settings/store.ts'
import type { Carrier } from './carrier.ts'
import { type Matter, mayHear, recipientOf, textOf } from './matter.ts'
import {
  type Claimed,
  changedTemplates,
  claim,
  giveUp,
  keepUnsent,
  markFailed,
  markSent,
  readPaper,
  readSubjects,
  write,
} from './outbox-store.ts'
import type { Post } from './post.ts'

type Setting = { db: Database; post: Post; baseUrl: string /** How long one server is waited for. */; patienceMs?: number }
type Texts = Awaited<ReturnType<typeof changedTemplates>>
type Writing = { texts: Texts; master: MasterData }

const NO_WAY: Record<MessageWay, string> = {
  EMAIL: 'Pengiriman surel belum diatur (SMTP_URL).',
  GATEWAY: 'Gerbang WhatsApp atau SMS belum diatur (WEBHOOK_URL).',
}

const notTheirs = (about: Matter): string => `Penerima tidak lagi dapat membuka ${'report' in about ? 'laporan' : 'aduan'} ini.`

// A batch of them, one after the other, takes less than a claim lasts: two instances are never at one message.
const TRY_MS = 50_000

/** Until nothing is due any more. Gives how many were sent. */
export async function deliver(setting: Setting, at: Date): Promise<number> {
  const { db, post } = setting
  const ways = (Object.keys(post) as MessageWay[]).filter((way) => post[way])
  for (const way of Object.keys(NO_WAY) as MessageWay[]) if (!post[way]) await keepUnsent(db, way, NO_WAY[way], at)
  if (ways.length === 0) return 0
  const begun = performance.now()
  const instant = () => new Date(at.getTime() + performance.now() - begun)
  let writing: Writing | undefined
  for (let sent = 0; ; ) {
    const claimed = await claim(db, ways, instant())
    if (claimed.length === 0) return sent
    writing ??= { texts: await changedTemplates(db.sql), master: await readMasterData(db.sql, at) }
    sent += await sendBatch(setting, claimed, writing, instant)
  }
}

/** Who gets several, gets them in the order in which things happened. */
async function sendBatch(setting: Setting, claimed: Claimed[], writing: Writing, instant: () => Date): Promise<number> {
  const subjects = await readSubjects(
    setting.db.sql,
    claimed.map(({ id }) => id),
  )
  const inTurn = Map.groupBy(claimed, ({ id, complaintId, personId }) =>
    complaintId === null ? `report ${id}` : `${complaintId} ${personId}`,
  )
  const counts = await Promise.all(
    [...inTurn.values()].map(async (messages) => {
      let sent = 0
      for (const one of messages) if (await sendOne(setting, one, subjects.get(one.id), writing, instant)) sent++
      return sent
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Whether it was sent. What is said is written down before the first try, and said again in the same words. */
async function sendOne(
  { db, post, baseUrl, patienceMs = TRY_MS }: Setting,
  message: Claimed,
  about: Matter | undefined,
  { texts, master }: Writing,
  instant: () => Date,
): Promise<boolean> {
  const { id, key, way, template, personId } = message
  const recipient = about && recipientOf(about, way)
  if (!recipient) return giveUp(db, id, 'Alamat untuk cara ini tidak ada lagi.', instant()).then(() => false)
  // Quiet hours and an outage are long enough to leave or to move in.
  if (personId !== null && !mayHear(personId, about, master)) return giveUp(db, id, notTheirs(about), instant()).then(() => false)
  const filled = textOf(about, template, { texts, names: master.names, baseUrl })
  const text = message.body === null ? filled : { subject: message.subject, body: message.body }
  const { to } = recipient
  // An address that was corrected since the last try is the one that is meant.
  if (message.recipient !== to) await write(db, id, text, to)
  const paper =
    template === 'reportPaper' ? await readPaper(db, id) : template === 'letter' ? await mailedLetter(db, baseUrl, id) : null
  if (template === 'letter' && !paper) return giveUp(db, id, 'Isi surat ini sudah dikosongkan.', instant()).then(() => false)
  const sending = (post[way] as Carrier).send({ key, to, ...text, app: recipient.app, sentAt: instant(), paper }).then(
    () => markSent(db, id, instant()).then(() => true),
    (error) => markFailed(db, message, faultOf(error, to), instant()).then(() => false),
  )
  // A slow server is not waited for, but what it answers in the end is noted: the message stays claimed meanwhile.
  const patience = new AbortController()
  const over = sleep(patienceMs, false, { signal: patience.signal }).catch(() => false)
  return Promise.race([sending, over]).finally(() => patience.abort())
}

/** In short, and without the address: the list of the outbox is read by people who may not see it. */
const faultOf = (error: unknown, to: string): string => {
  const said = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error)
  const [account = ''] = to.split('@')
  return said
    .replace(/\S+@\S+/g, '…')
    .replace(/[^\s<>()[\]"',:;]+/g, (word) => (word.replace(/\.+$/, '').toLowerCase() === account.toLowerCase() ? '…' : word))
    .replace(/\+?\d{8,}/g, '…')
    .slice(0, 300)
}
