// Who may do what in which state, as far as the demo does it; written from the SOP's table of actions, not from the application's.
import { CREW } from '../../prisma/seed/stories/crew.ts'
import type { Story } from '../../prisma/seed/stories/story.ts'

const FRONT_DESK = ['admin.humas', 'callcenter', 'kasie.hula']
const CLOSERS = ['admin.humas', 'kasie.hula', 'kabag.humas']
const WITH_UNIT = ['ESCALATED', 'IN_PROGRESS', 'ON_HOLD']

/** A complaint in the course of its story. */
export type Standing = {
  state: string
  unit: string
  supporters: string[]
  officers: string[]
  closedBy: string
  closedAt: Date
  technical: boolean
}
type Party = (who: string, standing: Standing) => boolean

const desk: Party = (who) => FRONT_DESK.includes(who)
const closer: Party = (who) => CLOSERS.includes(who)
const quick: Party = (who, { technical }) => who === 'quick.response' && technical
const staff: Party = (who, { unit }) => staffOf(unit).includes(who)
const supporter: Party = (who, { supporters }) => supporters.some((unit) => staffOf(unit).includes(who))
const officer: Party = (who, { officers }) => officers.includes(who)
const coordinator: Party = (who, standing) => staff(who, standing) || who === 'kasie.hula' || who === 'kabag.humas'

const isEnded = ({ state }: Standing): boolean => state === 'CLOSED' || state === 'DISMISSED'
const staffOf = (unit: string): readonly string[] => CREW[unit as keyof typeof CREW]?.staff ?? []
const any =
  (...parties: Party[]): Party =>
  (who, standing) =>
    parties.some((party) => party(who, standing))

/** Action: from, to (null: stays), who. */
export const SOP: Record<string, { from: string[] | 'every'; to: string | null; by: Party }> = {
  open: { from: ['ESCALATED'], to: null, by: staff },
  accept: { from: ['SUBMITTED'], to: 'RECEIVED', by: desk },
  dismiss: { from: ['SUBMITTED', 'RECEIVED'], to: 'DISMISSED', by: desk },
  explain: { from: ['RECEIVED'], to: 'CLOSED', by: desk },
  escalate: { from: ['RECEIVED'], to: 'ESCALATED', by: desk },
  transfer: { from: WITH_UNIT, to: 'ESCALATED', by: coordinator },
  involve: { from: WITH_UNIT, to: null, by: coordinator },
  return: { from: WITH_UNIT, to: 'RECEIVED', by: staff },
  assign: { from: WITH_UNIT, to: null, by: any(staff, supporter, quick) },
  start: { from: ['ESCALATED'], to: 'IN_PROGRESS', by: any(staff, officer) },
  note: { from: 'every', to: null, by: any(desk, closer, staff, supporter, officer, quick) },
  amend: {
    from: 'every',
    to: null,
    by: (who, standing) => (isEnded(standing) ? who === 'kasie.hula' : any(desk, staff)(who, standing)),
  },
  link: { from: 'every', to: null, by: any(desk, closer, staff) },
  hold: { from: ['IN_PROGRESS'], to: 'ON_HOLD', by: any(staff, officer) },
  resume: { from: ['ON_HOLD'], to: 'IN_PROGRESS', by: any(staff, officer) },
  finish: { from: ['IN_PROGRESS'], to: null, by: officer },
  report: { from: ['IN_PROGRESS', 'ON_HOLD'], to: 'MONITORING', by: staff },
  correct: { from: ['MONITORING'], to: null, by: staff },
  confirm: { from: ['MONITORING'], to: 'CLOSED', by: closer },
  sendBack: { from: ['MONITORING'], to: 'ESCALATED', by: closer },
  reopen: { from: ['CLOSED', 'DISMISSED'], to: 'RECEIVED', by: any(closer, (who, { closedBy }) => who === closedBy) },
}

export const AFTER_INTAKE = { simpan: 'RECEIVED', jelaskan: 'CLOSED', teruskan: 'ESCALATED' }

/** How a complaint stands after its intake. */
export function standingAfter({ intake }: Story, technical: boolean): Standing {
  const { who, button, at, values } = intake
  const state = who ? AFTER_INTAKE[button] : 'SUBMITTED'
  return {
    ...{ state, unit: String(values.unit ?? ''), supporters: [], officers: [] },
    closedBy: who ?? '',
    closedAt: at,
    technical,
  }
}

/** How it stands after a step. */
export function walk(standing: Standing, { who, at, action, values }: Story['steps'][number]): Standing {
  const state = SOP[action]?.to ?? standing.state
  const next = { ...standing, state, officers: officersAfter(standing, action, who, [values.petugas ?? []].flat()) }
  if (action === 'escalate' || action === 'transfer') Object.assign(next, { unit: values.unit })
  if (action === 'return' || action === 'reopen') Object.assign(next, { unit: '', supporters: [] })
  if (action === 'involve') next.supporters = [...standing.supporters, String(values.unit)]
  return state === 'CLOSED' && standing.state !== 'CLOSED' ? { ...next, closedBy: who, closedAt: at } : next
}

/** Transfer, return, report and closing end assignments; a supporter's staff add their own. */
function officersAfter(standing: Standing, action: string, who: string, named: string[]): string[] {
  if (action === 'assign') return supporter(who, standing) ? [...standing.officers, ...named] : named
  const ending = ['transfer', 'return', 'report', 'explain', 'confirm', 'sendBack', 'reopen']
  return ending.includes(action) ? [] : standing.officers
}
