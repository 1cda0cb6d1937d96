// What was typed and not sent, as the page of its complaint offers it.
import type { Errors, Typed } from '../web/form.ts'
import type { ActionForm } from './complaint-page.ts'
import { type Draft, pageOf } from './draft-store.ts'
import { isWritten } from './forms.ts'
import { type Action, actionAt, TRANSITIONS } from './workflow.ts'

/** An action's form that stands open, with what it holds and what is wrong with it. */
export type Open = { action: Action; values: Typed; errors: Errors }

const pathOf = ({ form }: Draft): string => form.slice(form.lastIndexOf('/') + 1)

/** The form that its person goes on with, as far as it is still offered. */
export function resumedOf(actions: readonly ActionForm[], drafts: Draft[] = [], resume: unknown): Open | null {
  const draft = drafts.find((one) => pathOf(one) === resume)
  const offered = draft && actions.find(({ path }) => path === pathOf(draft))
  return draft && offered ? { action: offered.action, values: draft.values, errors: {} } : null
}

/** What was typed and not sent: to go on with, or, where the action is no longer offered, to be copied. */
export const draftsOf = (actions: readonly ActionForm[], drafts: Draft[] = [], resume: unknown) =>
  drafts
    .filter((draft) => pathOf(draft) !== resume)
    .map((draft) => {
      if (pathOf(draft) === 'surat') return { ...draft, what: 'surat jawaban', href: draft.form, typed: [] }
      const action = actionAt(pathOf(draft))
      const offered = actions.some((one) => one.action === action)
      return {
        ...draft,
        what: action ? TRANSITIONS[action].button : '',
        href: offered ? `${pageOf(draft.form)}?draf=${pathOf(draft)}` : null,
        typed: action && !offered ? typedIn(action, draft.values) : [],
      }
    })

/** The words among what was typed. */
export const typedIn = (action: Action, values: Typed): string[] =>
  Object.entries(values).flatMap(([name, value]) => (isWritten(action, name) && value ? [String(value)] : []))
