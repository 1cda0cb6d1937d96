// Who is away and who acts for them. An absence passes no rights on: roles are given by SYSTEM_ADMIN.
import { hasRole, type User, unitsAs } from '../permissions.ts'
import type { MasterData, Post } from '../settings/master.ts'
import { fullDate, startOfDayWita } from '../time.ts'

/** Both days included, as dates in WITA. */
export type Days = { from: string; until: string }
export type Absence = Days & { id: number; personId: number; deputyId: number | null; createdById: number }

/** Those who hold a role in a unit that this person holds there too: they alone can act in the other's place. */
export function deputiesOf(personId: number, { posts }: Pick<MasterData, 'posts'>): number[] {
  const own = posts.filter((post) => post.personId === personId)
  const alike = (post: Post) => own.some(({ role, unitId }) => role === post.role && unitId === post.unitId)
  return [...new Set(posts.filter(alike).map((post) => post.personId))].filter((id) => id !== personId)
}

/** Of whom somebody may enter and take back absences besides their own: SECTION_HEAD of all, UNIT_STAFF of their unit's people. */
export function watchedBy(user: User, { posts }: Pick<MasterData, 'posts'>): number[] {
  const units = unitsAs(user, 'UNIT_STAFF')
  const watched = posts.filter(({ unitId }) => hasRole(user, ['SECTION_HEAD']) || units.includes(unitId))
  return [...new Set(watched.map(({ personId }) => personId))].filter((id) => id !== user.id)
}

/** 'tidak di tempat s.d. 26 November 2026; wakil: Rusdi Mappasomba', or null for who is here. */
export function awayWords(personId: number, { away, names }: Pick<MasterData, 'away' | 'names'>): string | null {
  const absence = away.get(personId)
  if (!absence) return null
  const { until, deputyId } = absence
  return `tidak di tempat s.d. ${dayWords(until)}; ${deputyId === null ? 'tanpa wakil' : `wakil: ${names.person(deputyId)}`}`
}

/** '26 November 2026', or '24 – 26 November 2026' of one month, and both whole otherwise. */
export function spanWords({ from, until }: Days): string {
  if (from === until) return dayWords(from)
  return from.slice(0, 7) === until.slice(0, 7)
    ? `${Number(from.slice(8))} – ${dayWords(until)}`
    : `${dayWords(from)} – ${dayWords(until)}`
}

const dayWords = (date: string): string => fullDate(startOfDayWita(date))
