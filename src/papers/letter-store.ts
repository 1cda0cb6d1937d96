// All reads and writes of letters: each gets the next number of its year together with its event and its paper, or none of them is there.
import type { NewMessage } from '../complaints/complaint.ts'
import { type Stored, tellAside } from '../complaints/store.ts'
import type { Database, Sql } from '../db.ts'
import type { LetterWay } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import { readLetterhead } from '../settings/letterhead-store.ts'
import { type LetterText, letterContent, letterNumber, letterYear } from './letter.ts'
import { writePaper } from './paper-store.ts'

type Written = Pick<Stored, 'id' | 'year' | 'sequence'>
type At = { user: User; now: Date }

/** The code of its paper. The same text again, as the last one of this complaint, is the same letter. */
export const writeLetter = (db: Database, complaint: Written, text: LetterText, at: At): Promise<string> =>
  db.transaction(async (sql) => {
    await sql('SELECT id FROM complaints WHERE id = $1 FOR UPDATE', [complaint.id])
    return (await sameAsLast(sql, complaint, text)) ?? (await newLetter(sql, complaint, text, at))
  })

async function sameAsLast(sql: Sql, { id }: Written, text: LetterText): Promise<string | undefined> {
  const [last] = await sql<{ same: boolean; code: string }>(
    `SELECT (l.recipient, l.subject, l.body) IS NOT DISTINCT FROM ($2, $3, $4) AS same, p.code
     FROM letters l JOIN papers p ON p.letter_id = l.id WHERE l.complaint_id = $1 ORDER BY l.id DESC LIMIT 1`,
    [id, addressee(text), text.subject, text.body],
  )
  return last?.same ? last.code : undefined
}

const addressee = ({ recipient, address }: LetterText): string => [recipient, address].filter(Boolean).join('\n')

async function newLetter(sql: Sql, complaint: Written, text: LetterText, { user, now }: At): Promise<string> {
  const { texts: letterhead } = await readLetterhead(sql)
  const year = letterYear(now)
  const [series] = await sql<{ letterId: number; last: number }>(NEXT, [year])
  if (!series) throw new Error('A letter got no number')
  const { letterId, last: sequence } = series
  const number = letterNumber(letterhead.letterPattern, sequence, now)
  const actor = { kind: 'PERSON' as const, id: user.id }
  const event = await tellAside(sql, complaint.id, { type: 'letterWritten', at: now, actor, payload: { letterId, number } })
  await sql(
    `INSERT INTO letters (id, complaint_id, event_sequence, year, sequence, number, recipient, subject, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [letterId, complaint.id, event, year, sequence, number, addressee(text), text.subject, text.body],
  )
  const content = letterContent(text, { number, now, complaint, letterhead })
  return writePaper(sql, complaint, { kind: 'LETTER', content, user, now, letterId })
}

// The year's number is held for everybody else from here to the commit: none is given twice, and none is lost when this fails.
const NEXT = `INSERT INTO letter_series (year, last) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET last = letter_series.last + 1
  RETURNING last, nextval(pg_get_serial_sequence('letters', 'id'))::int AS "letterId"`

export type Letter = {
  id: number
  number: string
  subject: string
  /** Of its paper. */
  code: string
  at: Date
  by: string
  sentWay: LetterWay | null
  sentAt: Date | null
}

export const findLetters = (db: Database, complaintId: number): Promise<Letter[]> =>
  db.sql<Letter>(
    `SELECT l.id, l.number, l.subject, p.code, p.made_at AS at, m.name AS by, l.sent_way AS "sentWay", l.sent_at AS "sentAt"
     FROM letters l JOIN papers p ON p.letter_id = l.id JOIN people m ON m.id = p.made_by_id
     WHERE l.complaint_id = $1 ORDER BY l.id DESC`,
    [complaintId],
  )

type Sending = { way: LetterWay; sentAt: Date; messages?: NewMessage[] }

/** Recorded as the last sending of it, and told; the same one again is told once. */
export const recordSending = (
  db: Database,
  complaintId: number,
  { id, number }: Pick<Letter, 'id' | 'number'>,
  { way, sentAt, messages = [] }: Sending,
  { user, now }: At,
): Promise<void> =>
  db.transaction(async (sql) => {
    await sql('SELECT id FROM complaints WHERE id = $1 FOR UPDATE', [complaintId])
    const changed = await sql(
      `UPDATE letters SET sent_way = $2::"LetterWay", sent_at = $3, sent_by_id = $4
       WHERE id = $1 AND (sent_way, sent_at) IS DISTINCT FROM ($2::"LetterWay", $3::timestamptz) RETURNING id`,
      [id, way, sentAt, user.id],
    )
    if (changed.length === 0) return
    const payload = { letterId: id, number, way, sentAt: sentAt.toISOString() }
    await tellAside(sql, complaintId, { type: 'letterSent', at: now, actor: { kind: 'PERSON', id: user.id }, payload, messages })
  })

/** The code of the paper that a message carries. */
export async function codeForMessage(db: Database, messageId: number): Promise<string | undefined> {
  const [found] = await db.sql<{ code: string }>(
    `SELECT p.code FROM messages m JOIN events e ON e.complaint_id = m.complaint_id AND e.sequence = m.event_sequence
     JOIN papers p ON p.letter_id = (e.payload ->> 'letterId')::int WHERE m.id = $1 ORDER BY p.version DESC LIMIT 1`,
    [messageId],
  )
  return found?.code
}
