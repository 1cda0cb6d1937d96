// Complaints with a known past, one for every state and standing that matters. What is known of each is said here by hand.
import { PEOPLE, type Username } from '../../prisma/seed/people.ts'
import type { UnitCode } from '../../prisma/seed/units.ts'
import type { State } from '../../src/generated/enums.ts'
import type { TestApp } from '../support/app.ts'
import { unitId } from '../support/complaints.ts'
import type { Step } from './carry.ts'
import type { Facts, Holder } from './matrix.ts'

export type Story = { name: string; by: Username | null; steps: Step[]; facts: Facts }
type Variant = { technical: boolean; owner: 'WIL2' | 'HUMAS'; quick: 'never' | 'once' | 'now'; supporter: UnitCode }

export const holderOf = (name: Username): Holder => ({
  username: name,
  grants: PEOPLE.filter(({ username }) => username === name).map(({ role, unit }) => ({ role, unit })),
})

/** Everybody whose standing can differ: staff and officers of the owner, of the supporter, of the unit before, and of none of them. */
export const CAST = [
  ...(['admin.humas', 'callcenter', 'kasie.hula', 'kabag.humas', 'quick.response'] as const),
  ...(['teknik.2', 'teknik.3', 'teknik.5', 'teknik.distribusi'] as const),
  ...(['staf.wilayah2', 'staf.distribusi', 'staf.wilayah3', 'staf.wilayah4', 'direktur', 'sistem'] as const),
] satisfies Username[]

const VARIANTS: Variant[] = [
  { technical: true, owner: 'WIL2', quick: 'never', supporter: 'DISTRIBUSI' },
  { technical: true, owner: 'WIL2', quick: 'once', supporter: 'HUMAS' },
  { technical: false, owner: 'WIL2', quick: 'never', supporter: 'DISTRIBUSI' },
  { technical: false, owner: 'WIL2', quick: 'once', supporter: 'DISTRIBUSI' },
  { technical: false, owner: 'WIL2', quick: 'now', supporter: 'HUMAS' },
  { technical: true, owner: 'HUMAS', quick: 'now', supporter: 'DISTRIBUSI' },
  { technical: false, owner: 'HUMAS', quick: 'never', supporter: 'DISTRIBUSI' },
]

/** Wilayah III has it first, with teknik.3, and passes it to the owner, who involves a supporter and sends an officer. */
function courseOf(test: TestApp, { owner, quick, supporter, technical }: Variant): Story[] {
  const idOf = (name: Username) => String(test.user(name).id)
  const to = (code: UnitCode) => ({ unit: String(unitId(test.master, code)) })
  const staff = owner === 'HUMAS' ? 'admin.humas' : 'staf.wilayah2'
  const officer = owner === 'HUMAS' ? 'teknik.distribusi' : 'teknik.2'
  const first = quick === 'once' ? (['teknik.3', 'quick.response'] as const) : (['teknik.3'] as const)
  const now = quick === 'now' ? ([officer, 'quick.response'] as const) : ([officer] as const)
  const elsewhere: Step[] = [
    ['callcenter', 'escalate', to('WIL3')],
    ['staf.wilayah3', 'assign', { petugas: first.map(idOf) }],
  ]
  const withOwner: Step[] = [
    ...elsewhere,
    ['staf.wilayah3', 'transfer', to(owner)],
    [staff, 'involve', to(supporter)],
    [staff, 'assign', { petugas: now.map(idOf) }],
  ]
  const started: Step[] = [...withOwner, [officer, 'start']]
  const reported: Step[] = [...started, [staff, 'report', { petugas: [idOf(officer)] }]]
  const returned: Step[] = [...elsewhere, ['staf.wilayah3', 'return']]
  const before: Facts = { ...NOTHING, technical, once: ['WIL3'], onceAssigned: [...first] }
  const during: Facts = { ...before, owner, supporters: [supporter], assigned: [...now] }
  const after: Facts = { ...during, assigned: [], onceAssigned: [...first, ...now] }
  const name = `${technical ? 'technical' : 'other'} of ${owner}, Quick Response ${quick}`
  const story = (state: State, steps: Step[], facts: Facts): Story => ({
    name: `${state}, ${name}`,
    by: 'admin.humas',
    steps,
    facts: { ...facts, state },
  })
  return [
    story('RECEIVED', returned, before),
    story('ESCALATED', withOwner, during),
    story('IN_PROGRESS', started, during),
    story('ON_HOLD', [...started, [staff, 'hold']], during),
    story('MONITORING', reported, after),
    story('CLOSED', [...reported, ['kabag.humas', 'confirm']], { ...after, closedBy: 'kabag.humas' }),
    story('DISMISSED', [...returned, ['callcenter', 'dismiss']], { ...before, closedBy: 'callcenter' }),
  ]
}

const NOTHING: Facts = {
  state: 'SUBMITTED',
  technical: true,
  owner: null,
  supporters: [],
  once: [],
  assigned: [],
  onceAssigned: [],
  closedBy: null,
}

/** Complaints that no unit ever had. */
const early = (technical: boolean): Story[] => [
  { name: `SUBMITTED, technical ${technical}`, by: null, steps: [], facts: { ...NOTHING, technical } },
  { name: `RECEIVED, technical ${technical}`, by: 'callcenter', steps: [], facts: { ...NOTHING, technical, state: 'RECEIVED' } },
  {
    name: `CLOSED by explaining, technical ${technical}`,
    by: 'callcenter',
    steps: [['callcenter', 'explain']],
    facts: { ...NOTHING, technical, state: 'CLOSED', closedBy: 'callcenter' },
  },
  {
    name: `DISMISSED unreceived, technical ${technical}`,
    by: null,
    steps: [['admin.humas', 'dismiss']],
    facts: { ...NOTHING, technical, state: 'DISMISSED', closedBy: 'admin.humas' },
  },
]

export const storiesOf = (test: TestApp): Story[] => [
  ...early(true),
  ...early(false),
  ...VARIANTS.flatMap((variant) => courseOf(test, variant)),
]
