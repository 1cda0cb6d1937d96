// Who else has a complaint open, in words.
import type { User } from '../permissions.ts'
import type { Names } from './events.ts'

export type Present = { personId: number; writing: boolean }

/** 'Rina sedang menulis, Andi juga membuka ini'; empty when nobody else has it open. */
export function othersHere(present: readonly Present[], user: Pick<User, 'id'>, names: Pick<Names, 'person'>): string {
  const others = present.filter(({ personId }) => personId !== user.id)
  const listed = (writing: boolean) =>
    others.filter((one) => one.writing === writing).map(({ personId }) => names.person(personId))
  const [writing, looking] = [listed(true), listed(false)].map((people) => people.join(', '))
  return [writing && `${writing} sedang menulis`, looking && `${looking} membuka ini`].filter(Boolean).join(' · ')
}
