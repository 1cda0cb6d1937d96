// What papers show of the field: photos by their content, readings with the limits of their day, where a photo was taken.
import type { Database } from '../db.ts'
import type { Phase } from '../generated/enums.ts'

export type Picture = { eventSequence: number; hash: string; phase: Phase | null; forComplainant: boolean }
export type Reading = {
  eventSequence: number
  name: string
  unit: string
  decimals: number
  value: number
  low: number | null
  high: number | null
}
export type Evidence = { pictures: Picture[]; readings: Reading[]; place: { latitude: number; longitude: number } | null }

export async function readEvidence(db: Database, complaintId: number): Promise<Evidence> {
  const [pictures, readings, [place]] = await Promise.all([
    db.sql<Picture>(
      `SELECT event_sequence AS "eventSequence", hash, phase, for_complainant AS "forComplainant" FROM attachments
       WHERE complaint_id = $1 AND type = 'image/jpeg' ORDER BY event_sequence, phase, id`,
      [complaintId],
    ),
    db.sql<Reading>(
      `SELECT r.event_sequence AS "eventSequence", m.name, m.unit, m.decimals, r.value, r.low, r.high
       FROM readings r JOIN measures m ON m.id = r.measure_id WHERE r.complaint_id = $1 ORDER BY m.position, r.id`,
      [complaintId],
    ),
    db.sql<{ latitude: number; longitude: number }>(
      'SELECT latitude, longitude FROM positions WHERE complaint_id = $1 ORDER BY id DESC LIMIT 1',
      [complaintId],
    ),
  ])
  return { pictures, readings, place: place ?? null }
}
