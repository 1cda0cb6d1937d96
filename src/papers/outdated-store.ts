// What makes a paper outdated: whatever happened to its complaint after it was made, but for what no paper tells of.
import type { EventType } from '../complaints/events.ts'
import { Prisma } from '../generated/client.ts'

const UNTOLD = [
  ...(['linked', 'linkedBy', 'reminded', 'limitMissed', 'paperMade', 'signed', 'letterWritten', 'letterSent'] as const),
] as const satisfies EventType[]

// A note for the house alone stands on no paper; what is for the complainant does, and so do all photos.
const TOLD = Prisma.sql`e.type <> ALL(${[...UNTOLD]}::text[]) AND (e.type <> 'noted' OR e.payload ->> 'forComplainant' = 'true' OR e.payload ? 'attachments')`

/** Of a paper p. By the event that told of it: instants alone could be the same. A letter says what was written on its day, and stays true. */
export const OUTDATED = Prisma.sql`(p.kind <> 'LETTER' AND EXISTS (SELECT FROM events e WHERE e.complaint_id = p.complaint_id AND ${TOLD}
  AND e.sequence > (SELECT max(t.sequence) FROM events t WHERE t.complaint_id = p.complaint_id AND t.type = 'paperMade' AND t.payload ->> 'code' = p.code)))`
