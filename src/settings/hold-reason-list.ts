// Hold reasons as the office keeps them: what they may be called, where they stand, how they read. Pure.
import type { Errors } from '../web/form.ts'
import type { HoldReason } from './master.ts'

/** What a form says of a reason; it comes after another one, or first. */
export type ReasonDraft = { name: string; pausing: boolean; after: number | null }
/** What the trail keeps of a reason; its place counts from 1. */
export type ReasonContent = { name: string; pausing: boolean; place: number }

export const PAUSING = { PAUSED: 'Dijeda', RUNNING: 'Tetap berjalan' } as const
export const pausingCode = (pausing: boolean): keyof typeof PAUSING => (pausing ? 'PAUSED' : 'RUNNING')

/** No two are called alike, retired ones included: old holds still name them. */
export function faultsOf(reasons: readonly HoldReason[], { name }: ReasonDraft, id?: number): Errors {
  const twin = reasons.find((one) => one.id !== id && alike(one.name) === alike(name))
  if (!twin) return {}
  return { nama: `Alasan “${twin.name}” sudah ada${twin.active ? '' : ', hanya tidak dipakai lagi. Pakai lagi alasan itu'}.` }
}

/** Without any, no complaint could be held. */
export const isLastActive = (reasons: readonly HoldReason[], id: number): boolean =>
  reasons.every((one) => one.active === (one.id === id))

/** After which of those in use a reason stands; null when it is the first of them. */
export const placeOf = (reasons: readonly HoldReason[], id: number): number | null =>
  reasons.slice(0, indexOf(reasons, id)).findLast(({ active }) => active)?.id ?? null

/** All ids in their new order; as they are when the reason already stands there. */
export function placed(reasons: readonly HoldReason[], id: number, after: number | null): number[] {
  const ids = reasons.map((one) => one.id)
  if (ids.includes(id) && placeOf(reasons, id) === after) return ids
  const others = ids.filter((one) => one !== id)
  return others.toSpliced(after === null ? 0 : others.indexOf(after) + 1, 0, id)
}

export function contentOf(reasons: readonly HoldReason[], { id, name, pausing }: HoldReason): ReasonContent {
  return { name, pausing, place: indexOf(reasons, id) + 1 }
}

/** A code that no other reason has; people never see it. */
export function codeFor(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()
  const code = plain.replace(/[^A-Z0-9]+/g, '_').replace(/^_|_$/g, '') || 'ALASAN'
  let free = code
  for (let number = 2; taken.includes(free); number++) free = `${code}_${number}`
  return free
}

/** 'Cuaca, batas waktu dijeda' */
export const reasonText = ({ name, pausing }: Pick<ReasonContent, 'name' | 'pausing'>): string =>
  `${name}, batas waktu ${PAUSING[pausingCode(pausing)].toLowerCase()}`

const indexOf = (reasons: readonly HoldReason[], id: number): number => reasons.findIndex((one) => one.id === id)

const alike = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
