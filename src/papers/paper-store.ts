// All reads and writes of papers. A paper is a row that stays as it was made; what it is now follows from the rows after it.
import { randomBytes } from 'node:crypto'
import type { Complaint } from '../complaints/complaint.ts'
import { tellAside } from '../complaints/store.ts'
import { seesContactSql, visibleSql } from '../complaints/visible.ts'
import type { Database, Sql } from '../db.ts'
import { NotFound } from '../errors.ts'
import { Prisma } from '../generated/client.ts'
import type { PaperKind } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import { sha256 } from '../reports/issued-store.ts'
import { CODE_BYTES, codeOf } from './code.ts'
import { OUTDATED } from './outdated-store.ts'
import { type Content, freeze, thaw } from './paper.ts'
import { type Signed, signaturesOf } from './signature-store.ts'

type Making = {
  kind: PaperKind
  content: Content
  user: User
  now: Date
  /** Of a letter's paper. */
  letterId?: number
  /** Also in place of a version that is signed; its hands stay on that one. */
  anew?: boolean
}

/**
 * The code of a complaint's paper that says this: the last version's when it says the same or is signed, else a new version's. Two presses at once
 * make one. Any kind is made by this, a letter too: with its own content and its row's id.
 */
export const makePaper = (db: Database, complaint: Pick<Complaint, 'id'>, making: Making): Promise<string> =>
  db.transaction((sql) => writePaper(sql, complaint, making))

/** The same within a transaction, for what is written together with its paper. */
export async function writePaper(sql: Sql, { id }: Pick<Complaint, 'id'>, { kind, content, user, now, letterId, anew }: Making) {
  await sql('SELECT id FROM complaints WHERE id = $1 FOR UPDATE', [id])
  const frozen = freeze(content)
  const [last] = await sql<{ version: number; code: string; content: string | null; signed: boolean }>(
    `SELECT version, code, content, content IS NOT NULL AND EXISTS (SELECT FROM signatures s WHERE s.paper_id = papers.id) AS signed
     FROM papers WHERE complaint_id = $1 AND kind = $2::"PaperKind" AND coalesce(letter_id, 0) = $3
     ORDER BY version DESC LIMIT 1`,
    [id, kind, letterId ?? 0],
  )
  if (last?.content === frozen || (last?.signed && !anew)) return last.code
  const [version, code] = [(last?.version ?? 0) + 1, codeOf(randomBytes(CODE_BYTES))]
  await sql(
    `INSERT INTO papers (complaint_id, kind, letter_id, version, code, content, sha256, made_at, made_by_id)
     VALUES ($1, $2::"PaperKind", $3, $4, $5, $6, $7, $8, $9)`,
    [id, kind, letterId ?? null, version, code, frozen, sha256(frozen), now, user.id],
  )
  await tellAside(sql, id, {
    type: 'paperMade',
    at: now,
    actor: { kind: 'PERSON', id: user.id },
    payload: { kind, version, code },
  })
  return code
}

type Version = { version: number; code: string; madeAt: Date }
export type Paper = Version & {
  id: number
  complaintId: number
  kind: PaperKind
  letterId: number | null
  /** Null: retention emptied it, its fingerprint stayed. */
  content: Content | null
  sha256: string
  madeBy: string
  /** The version before it, and the newest when that is another. */
  replaces: Version | null
  replacedBy: Version | null
  /** The complaint went on after it was made. */
  changed: boolean
  signatures: Signed[]
}

/** A paper of a complaint, for who may see the complainant's contact: what it says is theirs. Else NotFound. */
export async function findPaper(db: Database, user: User, code: string): Promise<Paper> {
  const query = Prisma.sql`${PAPER} WHERE p.code = ${code} AND ${visibleSql(user)} AND ${seesContactSql(user)}`
  const [row] = await db.sql<Row>(query.text, query.values)
  if (!row) throw new NotFound('Dokumen ini tidak ditemukan.')
  return paperOf(db.sql, row)
}

/** Whoever asks: for the message that carries it to the complainant. */
export async function findSentPaper(db: Database, code: string): Promise<Paper | undefined> {
  const query = Prisma.sql`${PAPER} WHERE p.code = ${code}`
  const [row] = await db.sql<Row>(query.text, query.values)
  return row && paperOf(db.sql, row)
}

/** Every version of each paper that a complaint has, the newest first; nothing of what they say. */
export type Listed = Version & { kind: PaperKind; letterId: number | null; madeBy: string; changed: boolean; signed: number }
export async function findPapers(db: Database, complaintId: number): Promise<Listed[]> {
  const query = Prisma.sql`SELECT p.kind, p.letter_id AS "letterId", p.version, p.code, p.made_at AS "madeAt", m.name AS "madeBy", ${OUTDATED} AS changed,
      (SELECT count(*)::int FROM signatures s WHERE s.paper_id = p.id) AS signed
    FROM papers p JOIN complaints c ON c.id = p.complaint_id JOIN people m ON m.id = p.made_by_id
    WHERE p.complaint_id = ${complaintId} ORDER BY p.kind, p.letter_id, p.version DESC`
  return db.sql<Listed>(query.text, query.values)
}

/** What anybody may know of a paper by its code; nothing of what it says. */
export type Checked = Pick<Paper, 'kind' | 'version' | 'madeAt' | 'replacedBy' | 'changed' | 'sha256'> & {
  year: number
  sequence: number
  emptied: boolean
  signed: number
}
export async function checkPaper(db: Database, code: string): Promise<Checked | undefined> {
  const query = Prisma.sql`${PAPER} WHERE p.code = ${code}`
  const [row] = await db.sql<Row>(query.text, query.values)
  if (!row) return undefined
  const { kind, version, madeAt, replacedBy, changed, sha256, year, sequence, content, signed } = revived(row)
  return { kind, version, madeAt, replacedBy, changed, sha256, year, sequence, signed, emptied: content === null }
}

const SAME_PAPER = Prisma.sql`l.complaint_id = p.complaint_id AND l.kind = p.kind AND coalesce(l.letter_id, 0) = coalesce(p.letter_id, 0)`

const version = (alias: string) =>
  Prisma.raw(`json_build_object('version', ${alias}.version, 'code', ${alias}.code, 'madeAt', ${alias}.made_at)`)

const PAPER = Prisma.sql`SELECT p.id, p.complaint_id AS "complaintId", p.kind, p.letter_id AS "letterId", p.version, p.code, p.content, p.sha256,
    p.made_at AS "madeAt", m.name AS "madeBy", c.year, c.sequence, ${OUTDATED} AS changed,
    (SELECT count(*)::int FROM signatures s WHERE s.paper_id = p.id) AS signed,
    (SELECT ${version('l')} FROM papers l WHERE ${SAME_PAPER} AND l.version = p.version - 1) AS replaces,
    (SELECT ${version('l')} FROM papers l WHERE ${SAME_PAPER} AND l.version > p.version ORDER BY l.version DESC LIMIT 1) AS "replacedBy"
  FROM papers p JOIN complaints c ON c.id = p.complaint_id JOIN people m ON m.id = p.made_by_id`

type Row = Omit<Paper, 'content' | 'signatures'> & { content: string | null; year: number; sequence: number; signed: number }

const revived = (row: Row): Row => {
  const dated = (one: Version | null) => one && { ...one, madeAt: new Date(one.madeAt) }
  return { ...row, replaces: dated(row.replaces), replacedBy: dated(row.replacedBy) }
}

async function paperOf(sql: Sql, row: Row): Promise<Paper> {
  const { content, year: _year, sequence: _sequence, signed: _signed, ...paper } = revived(row)
  return { ...paper, content: content === null ? null : thaw(content), signatures: await signaturesOf(sql, row.id) }
}
