import type { Database } from '../db.ts'
import type { PaperKind } from '../generated/enums.ts'
import type { File } from './dossier.ts'

/** All that was attached to a complaint, in the order in which it came. */
export const findFiles = (db: Database, complaintId: number): Promise<File[]> =>
  db.sql<File>(
    `SELECT a.id, a.name, a.type, a.phase, a.hash, b.bytes, e.at FROM attachments a JOIN blobs b ON b.hash = a.hash
     JOIN events e ON e.complaint_id = a.complaint_id AND e.sequence = a.event_sequence
     WHERE a.complaint_id = $1 ORDER BY a.event_sequence, a.id`,
    [complaintId],
  )

export type Made = { kind: PaperKind; version: number; code: string; sha256: string; madeAt: Date; emptied: boolean }

/** Every version of every paper, the oldest first. */
export const findAllPapers = (db: Database, complaintId: number): Promise<Made[]> =>
  db.sql<Made>(
    `SELECT kind, version, code, sha256, made_at AS "madeAt", content IS NULL AS emptied FROM papers WHERE complaint_id = $1 ORDER BY id`,
    [complaintId],
  )
