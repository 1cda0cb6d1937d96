import type { Database } from '../db.ts'
import { type Change, sentence } from './audit.ts'

const PAGE = 50

export type TrailFilter = { subjectId: number | null; before: number | null }

/** A page of changes, the latest first, and the number before which the next page begins when there is one. */
export async function listChanges(db: Database, { subjectId, before }: TrailFilter) {
  const entries = await db.prisma.auditEntry.findMany({
    where: { ...(subjectId && { subjectId }), ...(before && { id: { lt: before } }), subject: { isNot: null } },
    include: { actor: { select: { id: true, name: true } }, subject: { select: { id: true, name: true } } },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const unitName = await unitNames(db)
  const shown = entries.slice(0, PAGE).map(({ at, actor, subject, action, details }) => ({
    at,
    actor,
    subject,
    said: sentence({ action, details } as Change, { whom: subject?.name ?? '', unitName }),
  }))
  return { entries: shown, next: entries.length > PAGE ? entries[PAGE - 1]?.id : undefined }
}

async function unitNames(db: Database): Promise<(id: number) => string> {
  const units = await db.prisma.unit.findMany({ select: { id: true, name: true } })
  const names = new Map(units.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? ''
}
