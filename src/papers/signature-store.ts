// Reads and writes of signatures: each is bound to its paper by the fingerprint over both.
import type { Complaint } from '../complaints/complaint.ts'
import { tellAside } from '../complaints/store.ts'
import type { Database, Sql } from '../db.ts'
import { canonical } from '../documents/canonical.ts'
import { Refused } from '../errors.ts'
import { Prisma } from '../generated/client.ts'
import type { Refusal, SignatureParty } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import { sha256 } from '../reports/issued-store.ts'
import { OUTDATED } from './outdated-store.ts'
import type { Strokes } from './signature.ts'

export type Signed = {
  party: SignatureParty
  /** Null, like strokes and reason, when retention emptied it. */
  name: string | null
  strokes: Strokes | null
  refusal: Refusal | null
  reason: string | null
  sha256: string
  signedAt: Date
  recordedBy: string
}

export async function signaturesOf(sql: Sql, paperId: number): Promise<Signed[]> {
  const rows = await sql<Omit<Signed, 'strokes'> & { strokes: string | null }>(
    `SELECT s.party, s.name, s.strokes, s.refusal, s.reason, s.sha256, s.signed_at AS "signedAt", p.name AS "recordedBy"
     FROM signatures s JOIN people p ON p.id = s.recorded_by_id WHERE s.paper_id = $1 ORDER BY s.party`,
    [paperId],
  )
  return rows.map((row) => ({ ...row, strokes: row.strokes === null ? null : (JSON.parse(row.strokes) as Strokes) }))
}

export type NewSignature = {
  party: SignatureParty
  name: string | null
  strokes: Strokes | null
  refusal: Refusal | null
  reason: string | null
}

type Signing = { user: User; now: Date }
type Sealed = { id: number; sha256: string; code: string }

/** Once a party, and only on the newest version; else Refused. */
export const sign = (
  db: Database,
  complaint: Pick<Complaint, 'id'>,
  paper: Sealed,
  signature: NewSignature,
  at: Signing,
): Promise<void> => db.transaction((sql) => writeSignature(sql, complaint, paper, signature, at))

async function writeSignature(
  sql: Sql,
  { id }: Pick<Complaint, 'id'>,
  paper: Sealed,
  { party, name, strokes, refusal, reason }: NewSignature,
  { user, now }: Signing,
) {
  await sql('SELECT id FROM complaints WHERE id = $1 FOR UPDATE', [id])
  const drawn = strokes && canonical(strokes)
  const query = Prisma.sql`INSERT INTO signatures (paper_id, party, name, strokes, refusal, reason, sha256, signed_at, recorded_by_id)
     SELECT p.id, ${party}::"SignatureParty", ${name}, ${drawn}, ${refusal}::"Refusal", ${reason},
       ${sealOf(paper, { party, name, strokes, refusal, reason })}, ${now}::timestamptz, ${user.id}::int FROM papers p
     WHERE p.id = ${paper.id} AND p.content IS NOT NULL AND NOT ${OUTDATED} AND NOT EXISTS (SELECT FROM papers l
       WHERE l.complaint_id = p.complaint_id AND l.kind = p.kind AND coalesce(l.letter_id, 0) = coalesce(p.letter_id, 0) AND l.version > p.version)
     ON CONFLICT (paper_id, party) DO NOTHING RETURNING id`
  const rows = await sql(query.text, query.values)
  if (rows.length === 0)
    throw new Refused(
      'Dokumen ini sudah ditandatangani pihak ini, sudah ada versi yang lebih baru, atau aduan berubah sesudah dokumen ini dibuat.',
    )
  const payload = { code: paper.code, party, refused: refusal !== null }
  await tellAside(sql, id, { type: 'signed', at: now, actor: { kind: 'PERSON', id: user.id }, payload })
}

/** Over the paper's own fingerprint and all that was signed with, so that neither can be exchanged. */
export const sealOf = (paper: Pick<Sealed, 'sha256'>, { party, name, strokes, refusal, reason }: NewSignature): string =>
  sha256(canonical({ paper: paper.sha256, party, name, strokes, refusal, reason }))
