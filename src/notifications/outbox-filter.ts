// By what the outbox is narrowed: kept in the address, shown as chips. Pure.
import type { MessageState, MessageWay } from '../generated/enums.ts'
import { rowId } from '../people/row-id.ts'
import { MESSAGE_STATE, MESSAGE_WAY } from '../words.ts'

export const OUTBOX = '/pengaturan/kotak-keluar'

/** before: the id under which the page begins. */
export type OutboxFilter = { state: MessageState | null; way: MessageWay | null; before: number | null }

/** Whatever no page of ours says counts as absent. */
export const filterOf = (query: Record<string, unknown>): OutboxFilter => ({
  state: codeOf(MESSAGE_STATE, query.keadaan),
  way: codeOf(MESSAGE_WAY, query.cara),
  before: rowId(query.sebelum) ?? null,
})

/** Every choice, each with the address that takes it or lets it go. */
export const chipsOf = (filter: OutboxFilter) => [
  ...chips(MESSAGE_STATE, filter.state, (state) => ({ ...filter, state })),
  ...chips(MESSAGE_WAY, filter.way, (way) => ({ ...filter, way })),
]

export function outboxHref({ state, way, before }: OutboxFilter): string {
  const query = new URLSearchParams({
    ...(state && { keadaan: state }),
    ...(way && { cara: way }),
    ...(before && { sebelum: String(before) }),
  })
  return query.size > 0 ? `${OUTBOX}?${query}` : OUTBOX
}

function chips<Code extends string>(words: Record<Code, string>, chosen: Code | null, take: (code: Code | null) => OutboxFilter) {
  return (Object.keys(words) as Code[]).map((code) => {
    const active = code === chosen
    return { label: words[code], active, href: outboxHref({ ...take(active ? null : code), before: null }) }
  })
}

const codeOf = <Code extends string>(words: Record<Code, string>, raw: unknown): Code | null =>
  typeof raw === 'string' && Object.hasOwn(words, raw) ? (raw as Code) : null
