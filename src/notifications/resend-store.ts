// What did not go out is sent again, to the address as it is by now.
import type { Database, Sql } from '../db.ts'
import { NotFound, Refused } from '../errors.ts'
import { type Author, record } from '../settings/trail-store.ts'
import { DAY } from '../time.ts'
import { recipientOf } from './matter.ts'
import { type Listed, whyNotAgain } from './outbox-page.ts'
import { readSubjects, wakeDelivery } from './outbox-store.ts'

type Again = Pick<Listed, 'id' | 'way' | 'template' | 'state' | 'tries' | 'fault' | 'nextTryAt'>
const AGAIN = 'id, way, template, state, tries, fault, next_try_at AS "nextTryAt"'

// Of one press: the rest stays for the next.
const BATCH = 500
export const WEEK = 7 * DAY

/** What was written since $1 and given up. Ids rise with the time, so only those above the last older one are looked at. */
export const FAILED_SINCE = `state = 'GIVEN_UP' AND id > coalesce((SELECT id FROM messages WHERE created_at < $1 ORDER BY id DESC LIMIT 1), 0)`

/** One that was given up is tried for another day, one that waits is tried at once; refused where it is sent or about to be. */
export function resend(db: Database, author: Author, id: number): Promise<void> {
  return db.transaction(async (sql) => {
    const [message] = await sql<Again>(`SELECT ${AGAIN} FROM messages WHERE id = $1 FOR UPDATE`, [id])
    if (!message) throw new NotFound()
    const refusal = whyNotAgain(message, author.now)
    if (refusal) throw new Refused(refusal)
    if ((await putBack(sql, [message], author.now)) === 0) throw new Refused(NO_ADDRESS)
    await record(sql, author, { action: 'messageResent', details: { id, template: message.template } })
    await wakeDelivery(sql)
  })
}

/** What was given up in the last week; gives how many were put back, and how many stay because there is no address any more. */
export function resendFailed(db: Database, author: Author): Promise<{ again: number; stay: number }> {
  return db.transaction(async (sql) => {
    const since = new Date(author.now.getTime() - WEEK)
    let [again, stay] = [0, 0]
    // What stays does not stand in the way of what comes after it.
    for (let last: number | undefined = 0; last !== undefined && again < BATCH; ) {
      const failed: Again[] = await sql<Again>(FAILED, [since, last])
      const ready = await putBack(sql, failed, author.now)
      again += ready
      stay += failed.length - ready
      last = failed.at(-1)?.id
    }
    if (again + stay === 0) throw new Refused('Tidak ada lagi pesan yang tidak terkirim dalam 7 hari terakhir.')
    if (again === 0) throw new Refused(NO_ADDRESSES)
    await record(sql, author, { action: 'messagesResent', details: { count: again } })
    await wakeDelivery(sql)
    return { again, stay }
  })
}

const FAILED = `SELECT ${AGAIN} FROM messages WHERE ${FAILED_SINCE} AND id > $2 ORDER BY id LIMIT ${BATCH} FOR UPDATE`

const NO_ADDRESS = 'Alamat untuk cara ini tidak ada lagi. Perbaiki kontaknya, lalu kirim lagi.'
const NO_ADDRESSES = 'Alamat pesan-pesan ini tidak ada lagi. Perbaiki kontaknya, lalu kirim lagi.'

/** The waits begin anew; words and Message-ID stay, so that who did get it sees that it is the same. */
async function putBack(sql: Sql, messages: readonly Again[], now: Date): Promise<number> {
  const subjects = await readSubjects(
    sql,
    messages.map(({ id }) => id),
  )
  const ready = messages.flatMap(({ id, way }) => {
    const about = subjects.get(id)
    const to = about && recipientOf(about, way)?.to
    return to ? [{ id, to }] : []
  })
  const giveUpAt = new Date(now.getTime() + DAY)
  await sql(
    `UPDATE messages SET state = 'WAITING', tries = 0, next_try_at = NULL, ended_at = NULL, give_up_at = $1,
       recipient = CASE WHEN recipient IS NULL THEN NULL ELSE again."to" END
     FROM json_to_recordset($2) AS again(id bigint, "to" text) WHERE messages.id = again.id`,
    [giveUpAt, JSON.stringify(ready)],
  )
  return ready.length
}
