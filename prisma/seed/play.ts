// Plays stories through the application's own functions, each step at its own instant.
import type { Outcome } from '../../src/complaints/changes/course.ts'
import { submit, take } from '../../src/complaints/changes/intake.ts'
import { formOf, listsOf } from '../../src/complaints/choices.ts'
import type { Change } from '../../src/complaints/complaint.ts'
import { decide } from '../../src/complaints/decide.ts'
import { INTAKE } from '../../src/complaints/forms.ts'
import { apply, create, findOther, findVisible, markOpened } from '../../src/complaints/store.ts'
import type { Database } from '../../src/db.ts'
import type { User } from '../../src/permissions.ts'
import { categoryOptions, type MasterData, optionsOf, villageOptions } from '../../src/settings/master.ts'
import { type Fields, type Form, type Lists, parseForm } from '../../src/web/form.ts'
import type { Username } from './people.ts'
import { posted } from './posted.ts'
import type { Intake, Step, Story } from './stories/story.ts'

export type Stage = { db: Database; master: MasterData; users: ReadonlyMap<Username, User> }
/** Numbers given so far, by the key of their story. */
export type Numbers = Map<string, string>

type Moment = { at: Date; keys: string[]; happen: () => Promise<void> }

/** So many moments at once keep a pipeline full. */
const AT_ONCE = 32

/**
 * All that happens, begun in the order in which it happened: so numbers follow one another as they did at the desk. Moments of one story, and of
 * those that name one another, wait for each other.
 */
export async function play(stage: Stage, stories: readonly Story[]): Promise<void> {
  const last = new Map<string, Promise<void>>()
  const underWay = new Set<Promise<void>>()
  for (const { keys, happen } of momentsOf(stage, stories)) {
    if (underWay.size >= AT_ONCE) await Promise.race(underWay)
    const done = Promise.all(keys.map((key) => last.get(key))).then(happen)
    underWay.add(done)
    // What fails is told by the race or at the end; meanwhile nobody else listens.
    done.then(() => underWay.delete(done)).catch(() => {})
    for (const key of keys) last.set(key, done)
  }
  await Promise.all(underWay)
}

function momentsOf(stage: Stage, stories: readonly Story[]): Moment[] {
  const numbers: Numbers = new Map()
  const moments = stories.flatMap(({ key, intake, steps }): Moment[] => [
    { at: intake.at, keys: [key], happen: () => record(stage, numbers, key, intake) },
    ...steps.map((step) => ({ at: step.at, keys: [key, ...named(step)], happen: () => act(stage, numbers, key, step) })),
  ])
  return moments.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** The story that a step names: an original, or one to be linked. */
const named = ({ values }: Step): string[] => [values.asli ?? values.aduan ?? []].flat()

async function record(stage: Stage, numbers: Numbers, key: string, intake: Intake): Promise<void> {
  const { db, master } = stage
  const { who, button, openedAt, at } = intake
  // Whichever button, the fields of the first are among its own.
  const form = INTAKE[button] as unknown as typeof INTAKE.simpan
  const value = read(form, posted(intake.values, stage, numbers), at, intakeLists(master), key)
  const circumstances = { user: who && userOf(stage, who), now: at, master }
  const outcome = who ? take(button, value, openedAt, circumstances) : submit(value, circumstances)
  numbers.set(key, (await create(db, decided(outcome, key), key, at)).number)
}

async function act(stage: Stage, numbers: Numbers, key: string, step: Step): Promise<void> {
  const { db, master } = stage
  const { at, action } = step
  const user = userOf(stage, step.who)
  const complaint = await findVisible(db, user, numbers.get(key) ?? '')
  if (action === 'open') return open(stage, complaint, at)
  const choosing = { user, now: at, master, report: complaint.report }
  const body = posted(step.values, stage, numbers, action)
  const value = read(formOf(action, complaint, choosing), body, at, listsOf(complaint, choosing), `${key} ${action}`)
  const [otherNumber] = named({ ...step, values: body })
  const other = otherNumber ? await findOther(db, user, otherNumber, complaint) : null
  const outcome = decide(complaint, action, value, { user, now: at, master, version: complaint.version, other })
  await apply(db, complaint, decided(outcome, `${key} ${action}`), at)
}

/** What is over is told to nobody. */
function decided(outcome: Outcome, what: string): Change {
  if ('errors' in outcome) throw new Error(`${what}: ${Object.values(outcome.errors)}`)
  return { ...outcome, events: outcome.events.map((event) => ({ ...event, notices: [], messages: [] })) }
}

/** The first look of somebody of the owner. */
async function open({ db }: Stage, { routings }: Awaited<ReturnType<typeof findVisible>>, at: Date): Promise<void> {
  const owner = routings.find(({ role, until }) => role === 'OWNER' && !until)
  if (owner?.id) await markOpened(db, owner.id, at)
}

function read<F extends Fields>(form: Form<F>, body: object, now: Date, lists: Lists, what: string) {
  const { value, errors } = parseForm(form, body, now, lists)
  if (!value) throw new Error(`${what}: ${Object.entries(errors ?? {}).join('; ')}`)
  return value
}

function userOf({ users }: Stage, who: Username): User {
  const user = users.get(who)
  if (!user) throw new Error(`There is no ${who}`)
  return user
}

const intakeLists = (master: MasterData): Lists => ({
  channels: optionsOf(master.channels),
  categories: categoryOptions(master.categories),
  villages: villageOptions(master),
  needs: optionsOf(master.needs),
  units: optionsOf(master.units),
})
