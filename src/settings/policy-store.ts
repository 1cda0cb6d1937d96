// Versions of the policy: read with who made them, written once and never changed; and what complaints went through, for the preview.
import type { Database } from '../db.ts'
import type { Calendars } from '../sla/calendar.ts'
import type { PolicyRow, PolicyVersion } from '../sla/policy.ts'
import type { Clock } from '../time.ts'
import type { Policy } from './policy-forms.ts'
import { added, type Course, NOTHING, STEP_TYPES, type Step, type Tally, tally } from './policy-preview.ts'

const MADE = 'policyMade'

/** Who made a version, when, and from which other one; absent for the first, which came with the application. */
export type Origin = { at: Date; by: string; basedOn: number }
export type StoredVersion = PolicyVersion & { rows: PolicyRow[]; origin?: Origin | undefined }

/** Every version, the newest first. */
export async function readVersions({ prisma }: Pick<Database, 'prisma'>): Promise<StoredVersion[]> {
  const [versions, entries] = await Promise.all([
    prisma.policyVersion.findMany({ include: { rows: { orderBy: { id: 'asc' } } }, orderBy: { id: 'desc' } }),
    prisma.auditEntry.findMany({ where: { action: MADE }, include: { actor: { select: { name: true } } } }),
  ])
  const origins = new Map(
    entries.map(({ at, actor, details }) => {
      const { versionId, basedOn } = details as { versionId: number; basedOn: number }
      return [versionId, { at, by: actor?.name ?? 'Sistem', basedOn }]
    }),
  )
  return versions.map(({ id, effectiveFrom, rows }) => ({
    id,
    effectiveFrom: effectiveFrom.toISOString().slice(0, 10),
    rows,
    origin: origins.get(id),
  }))
}

export type NewVersion = Policy & { actorId: number; basedOn: number; newestSeen: number }

/** The id of the new version; undefined, and nothing written, when another was made after the newest that its maker saw. */
export function createVersion(
  { db, clock }: { db: Database; clock: Clock },
  { effectiveFrom, rows, actorId, basedOn, newestSeen }: NewVersion,
): Promise<number | undefined> {
  return db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('policy', 0))`
    const newest = await tx.policyVersion.findFirst({ select: { id: true }, orderBy: { id: 'desc' } })
    if (newest?.id !== newestSeen) return undefined
    const data = { effectiveFrom: new Date(`${effectiveFrom}T00:00:00Z`), rows: { createMany: { data: rows } } }
    const { id } = await tx.policyVersion.create({ data })
    const details = { versionId: id, effectiveFrom, basedOn }
    await tx.auditEntry.create({ data: { at: clock.now(), actorId, action: MADE, details } })
    return id
  })
}

const MOST_COMPLAINTS = 5_000
const BATCH = 500

type Compared = { from: Date; until: Date; now: Date; calendars: Calendars; versions: readonly PolicyVersion[] }
export type Comparison = { complaints: number; more: boolean; tallies: Tally[] }

/** How each version would have judged the complaints that arrived in a time: the newest of them, up to a bound, a few at once. */
export async function compare(
  { sql }: Pick<Database, 'sql'>,
  { from, until, now, calendars, versions }: Compared,
  most = MOST_COMPLAINTS,
): Promise<Comparison> {
  const found = await sql<{ id: number } & Omit<Course, 'steps'>>(
    `SELECT id, arrived_at AS "arrivedAt", technical, priority FROM complaints WHERE arrived_at >= $1 AND arrived_at < $2
     ORDER BY arrived_at DESC, id DESC LIMIT $3`,
    [from, until, most + 1],
  )
  const complaints = found.slice(0, most)
  let tallies = versions.map(() => NOTHING)
  for (let start = 0; start < complaints.length; start += BATCH) {
    const batch = complaints.slice(start, start + BATCH)
    const steps = await readSteps(
      sql,
      batch.map(({ id }) => id),
    )
    const courses = batch.map((complaint) => ({ ...complaint, steps: steps.get(complaint.id) ?? [] }))
    tallies = tallies.map((sum, index) => added(sum, tally(courses, versions[index] as PolicyVersion, calendars, now)))
  }
  return { complaints: complaints.length, more: found.length > most, tallies }
}

async function readSteps(sql: Database['sql'], ids: readonly number[]): Promise<Map<number, Step[]>> {
  const rows = await sql<Step & { id: number }>(
    `SELECT complaint_id AS id, type, at, coalesce((payload ->> 'pausing')::boolean, false) AS pausing FROM events
     WHERE complaint_id = ANY($1::int[]) AND type = ANY($2::text[]) ORDER BY complaint_id, sequence`,
    [ids, STEP_TYPES],
  )
  return Map.groupBy(rows, ({ id }) => id)
}
