import type { Database } from '../db.ts'
import { SETTING_ACTIONS, type SettingChange, settingSentence } from '../settings/trail.ts'
import { type Change, sentence } from './audit.ts'

const PAGE = 50

export type TrailFilter = { subjectId: number | null; before: number | null }

/** A page of changes to people and settings, the latest first, and the number before which the next page begins when there is one. */
export async function listChanges(db: Database, { subjectId, before }: TrailFilter) {
  const entries = await db.prisma.auditEntry.findMany({
    where: { ...(subjectId ? { subjectId } : READABLE), ...(before && { id: { lt: before } }) },
    include: { actor: { select: { id: true, name: true } }, subject: { select: { id: true, name: true } } },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const [units, people] = await Promise.all([db.prisma.unit.findMany(NAMED), db.prisma.person.findMany(NAMED)])
  const [unitName, personName] = [nameIn(units), nameIn(people)]
  const shown = entries.slice(0, PAGE).map(({ at, actor, subject, action, details }) => ({
    at,
    actor,
    subject,
    said: subject
      ? sentence({ action, details } as Change, {
          whom: actor?.id === subject.id ? 'dirinya' : subject.name,
          unitName,
          personName,
        })
      : settingSentence({ action, details } as unknown as SettingChange),
  }))
  return { entries: shown, next: entries.length > PAGE ? entries[PAGE - 1]?.id : undefined }
}

/** Of people all is told; without a person, what the trail of settings has a sentence for. */
const READABLE = { OR: [{ subject: { isNot: null } }, { action: { in: SETTING_ACTIONS } }] }

const NAMED = { select: { id: true, name: true } } as const

function nameIn(rows: { id: number; name: string }[]): (id: number) => string {
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? ''
}
