// All reads and writes of attachments. A content's row is there before the content, and goes after it: nothing lies in the store unknown.
import { createHash } from 'node:crypto'
import { visibleSql } from '../complaints/visible.ts'
import type { Database, Sql } from '../db.ts'
import { NotFound, Unavailable } from '../errors.ts'
import { Prisma } from '../generated/client.ts'
import type { User } from '../permissions.ts'
import { DAY, MINUTE } from '../time.ts'
import type { Brought, NewAttachment } from './attachment.ts'
import type { Content } from './content.ts'
import type { Objects } from './objects.ts'

/** As long as a form may lie half done, and a day more. */
const STAGED_FOR = 8 * DAY
/** Longer than any request may take between telling of a content and naming it. */
const UNUSED_FOR = DAY
const SWEPT_AT_ONCE = 200
/** More than a person's forms lie half done with; what came first makes room. */
export const MOST_STAGED = 60

/** Keeps what was brought until its form is sent: its id. */
export async function stage(
  { db, objects }: { db: Database; objects: Objects },
  user: User,
  name: string,
  content: Content,
  now: Date,
): Promise<number> {
  const hash = await keep(db, objects, content.bytes, now)
  const thumbHash = content.thumb && (await keep(db, objects, content.thumb, now))
  const { type, width, height, place } = content
  const [row] = await db.sql<{ id: number }>(
    `INSERT INTO attachments (person_id, name, type, width, height, hash, thumb_hash, latitude, longitude, staged_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [user.id, name, type, width, height, hash, thumbHash, place?.latitude ?? null, place?.longitude ?? null, now],
  )
  if (!row) throw new Error('An attachment was not stored')
  await db.sql(
    `DELETE FROM attachments WHERE complaint_id IS NULL AND id IN (
       SELECT id FROM attachments WHERE person_id = $1 AND complaint_id IS NULL ORDER BY id DESC OFFSET $2)`,
    [user.id, MOST_STAGED],
  )
  return row.id
}

async function keep(db: Database, objects: Objects, bytes: Buffer, now: Date): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  await db.sql(
    `INSERT INTO blobs (hash, bytes, touched_at) VALUES ($1, $2, $3)
     ON CONFLICT (hash) DO UPDATE SET touched_at = greatest(blobs.touched_at, excluded.touched_at)`,
    [hash, bytes.length, now],
  )
  await objects.put(hash, bytes).catch((cause) => {
    throw new Unavailable('Tempat penyimpanan berkas sedang tidak dapat dijangkau.', { cause })
  })
  return hash
}

/** Of these, what the person brought lately, sent already or not: a form sent twice is told so by what it made, not by its files. */
export async function findBrought(db: Database, user: User, ids: readonly number[], now: Date): Promise<Brought[]> {
  if (ids.length === 0) return []
  return db.sql<Brought>(
    `SELECT id, name, thumb_hash IS NOT NULL AS picture FROM attachments
     WHERE id = ANY($1::int[]) AND person_id = $2 AND staged_at > $3 ORDER BY id`,
    [ids, user.id, new Date(now.getTime() - STAGED_FOR)],
  )
}

/** Ties what was brought to its complaint and step, once: false when one of them is tied already or gone. */
export async function claim(
  sql: Sql,
  personId: number | null,
  { complaintId, eventSequence }: { complaintId: number; eventSequence: number },
  attachments: readonly NewAttachment[],
): Promise<boolean> {
  const claimed = await sql<{ latitude: number | null; longitude: number | null }>(
    `WITH waiting AS (
       SELECT a.id, a.latitude, a.longitude, n.phase, n."forComplainant", n."keepPlace"
       FROM jsonb_to_recordset($1) AS n(id int, phase "Phase", "forComplainant" boolean, "keepPlace" boolean) JOIN attachments a USING (id)
       WHERE a.person_id = $2 AND a.complaint_id IS NULL ORDER BY a.id FOR UPDATE OF a)
     UPDATE attachments a SET complaint_id = $3, event_sequence = $4, phase = w.phase, for_complainant = w."forComplainant", latitude = NULL, longitude = NULL
     FROM waiting w WHERE a.id = w.id
     RETURNING CASE WHEN w."keepPlace" THEN w.latitude END AS latitude, CASE WHEN w."keepPlace" THEN w.longitude END AS longitude`,
    [JSON.stringify(attachments), personId, complaintId, eventSequence],
  )
  const place = claimed.find(({ latitude }) => latitude !== null)
  if (place)
    await sql('INSERT INTO positions (complaint_id, event_sequence, latitude, longitude) VALUES ($1, $2, $3, $4)', [
      ...[complaintId, eventSequence, place.latitude, place.longitude],
    ])
  return claimed.length === attachments.length
}

/** Sent twice by a hand that was too quick: without scripts each sending brings its files anew, so their contents are what is the same. */
const SENT_TWICE = 10 * MINUTE

/** The step with these very words and files that its person took just before. */
export async function findSame(
  sql: Sql,
  { complaintId, personId, body }: { complaintId: number; personId: number | null; body: string | undefined },
  attachments: readonly NewAttachment[],
  now: Date,
): Promise<number | null> {
  const [same] = await sql<{ sequence: number }>(
    `SELECT a.event_sequence AS sequence FROM attachments a JOIN texts t USING (complaint_id, event_sequence)
     WHERE a.complaint_id = $1 AND a.person_id = $2 AND t.body = $3 AND a.staged_at > $5 GROUP BY a.event_sequence
     HAVING array_agg(a.hash ORDER BY a.hash) = (SELECT array_agg(hash ORDER BY hash) FROM attachments WHERE person_id = $2 AND id = ANY($4::int[]))
     ORDER BY a.event_sequence DESC LIMIT 1`,
    [complaintId, personId, body ?? null, attachments.map(({ id }) => id), new Date(now.getTime() - SENT_TWICE)],
  )
  return same?.sequence ?? null
}

export type Served = { name: string; type: string; hash: string; thumbHash: string | null; bytes: number }

/** For those who may see its complaint; what waits for its form, for who brought it. Else NotFound. */
export async function findServed(db: Database, user: User, id: number): Promise<Served> {
  const query = Prisma.sql`
    SELECT a.name, a.type, a.hash, a.thumb_hash AS "thumbHash", b.bytes FROM attachments a JOIN blobs b ON b.hash = a.hash
    LEFT JOIN complaints c ON c.id = a.complaint_id
    WHERE a.id = ${id} AND CASE WHEN c.id IS NULL THEN a.person_id = ${user.id} ELSE ${visibleSql(user)} END`
  const [found] = await db.sql<Served>(query.text, query.values)
  if (!found) throw new NotFound('Berkas ini tidak ditemukan.')
  return found
}

/** Takes away what was brought and never sent, and contents that nothing names any more. */
export async function sweep(db: Database, objects: Objects, now: Date): Promise<void> {
  const forgotten = new Date(now.getTime() - STAGED_FOR - UNUSED_FOR) // nobody could name it any more for a day
  await db.sql('DELETE FROM attachments WHERE complaint_id IS NULL AND staged_at < $1', [forgotten])
  while ((await sweepUnused(db, objects, now)) === SWEPT_AT_ONCE) {}
}

/**
 * Who brings the same content meanwhile waits for the row, and puts the content anew; who brought it just before has touched the row, which this
 * then leaves alone.
 */
const sweepUnused = (db: Database, objects: Objects, now: Date): Promise<number> =>
  db.transaction(async (sql) => {
    const unused = await sql<{ hash: string }>(
      `DELETE FROM blobs WHERE hash IN (
         SELECT hash FROM blobs b WHERE touched_at < $1
           AND NOT EXISTS (SELECT FROM attachments WHERE hash = b.hash) AND NOT EXISTS (SELECT FROM attachments WHERE thumb_hash = b.hash)
         ORDER BY touched_at LIMIT $2 FOR UPDATE) RETURNING hash`,
      [new Date(now.getTime() - UNUSED_FOR), SWEPT_AT_ONCE],
    )
    for (const { hash } of unused) await objects.remove(hash)
    return unused.length
  })
