// What papers show of the field besides its report: photos by their content, and where one was taken.
import type { Database } from '../db.ts'
import type { Phase } from '../generated/enums.ts'

export type Picture = { eventSequence: number; hash: string; phase: Phase | null; forComplainant: boolean }
export type Evidence = { pictures: Picture[]; place: { latitude: number; longitude: number } | null }

export async function readEvidence(db: Database, complaintId: number): Promise<Evidence> {
  const [pictures, [place]] = await Promise.all([
    db.sql<Picture>(
      `SELECT event_sequence AS "eventSequence", hash, phase, for_complainant AS "forComplainant" FROM attachments
       WHERE complaint_id = $1 AND type = 'image/jpeg' ORDER BY event_sequence, phase, id`,
      [complaintId],
    ),
    db.sql<{ latitude: number; longitude: number }>(
      'SELECT latitude, longitude FROM positions WHERE complaint_id = $1 ORDER BY id DESC LIMIT 1',
      [complaintId],
    ),
  ])
  return { pictures, place: place ?? null }
}
