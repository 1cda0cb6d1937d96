// The state diagram of the README, drawn from the table of actions.
import { State } from '../generated/enums.ts'
import { STATE } from '../words.ts'
import { ACTIONS, TRANSITIONS, type Transition } from './workflow.ts'

/** Mermaid text: every state by its label, every action that leads from one state to another by its button. */
export function diagram(): string {
  const states = Object.values(State).map((state) => `  ${state} : ${STATE[state]}`)
  const arrows = ACTIONS.map((action): Transition => TRANSITIONS[action]).flatMap(({ from, to, button }) =>
    to ? from.filter((state) => state !== to).map((state) => `  ${state} --> ${to} : ${button}`) : [],
  )
  const staying = ACTIONS.map((action): Transition => TRANSITIONS[action]).filter(({ to }) => to === null)
  const note = `  %% Tetap di keadaan yang sama: ${staying.map(({ button }) => button).join(', ')}`
  const ends = ['  [*] --> SUBMITTED', '  [*] --> RECEIVED', '  CLOSED --> [*]', '  DISMISSED --> [*]']
  return ['stateDiagram-v2', ...states, ...ends, ...arrows, note].join('\n')
}
