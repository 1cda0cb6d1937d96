// What is attached to a step, as decisions and pages see it.
import type { Phase } from '../generated/enums.ts'
import type { Option } from '../web/form.ts'

/** keepPlace: where it was taken is kept as a fact of the complaint. */
export type NewAttachment = { id: number; phase: Phase | null; forComplainant: boolean; keepPlace: boolean }

export type Attachment = {
  id: number
  eventSequence: number
  name: string
  type: string
  bytes: number
  width: number | null
  height: number | null
  phase: Phase | null
  forComplainant: boolean
}

/** What a person brought and may still send with a form. */
export type Brought = { id: number; name: string; picture: boolean }

/** More than any form of ours names. */
const MOST_NAMED = 100

const FIELDS = ['lampiran', 'foto_sebelum', 'foto_sesudah']

/** The ids that a form's file fields name, whoever brought them. */
export const idsIn = (values: Readonly<Record<string, unknown>> = {}): number[] =>
  FIELDS.flatMap((name) => [values[name] ?? []].flat())
    .filter((id): id is string => typeof id === 'string' && /^\d{1,9}$/.test(id))
    .slice(0, MOST_NAMED)
    .map(Number)

export const broughtOptions = (brought: readonly Brought[]): Option[] =>
  brought.map(({ id, name, picture }) => ({
    value: String(id),
    label: name,
    ...(picture && { picture: `/lampiran/${id}/kecil` }),
  }))

type Chosen = {
  lampiran?: number[]
  foto_sebelum?: number[]
  foto_sesudah?: number[]
  simpan_lokasi?: boolean
  untuk_pelapor?: boolean
}

/** What a form's files become: those of before and after the work, and all others. */
export function attachmentsOf({ lampiran = [], foto_sebelum = [], foto_sesudah = [], ...form }: Chosen): NewAttachment[] {
  const more = { forComplainant: form.untuk_pelapor === true, keepPlace: form.simpan_lokasi === true }
  const as = (phase: Phase | null) => (id: number) => ({ id, phase, ...more })
  return [...foto_sebelum.map(as('BEFORE')), ...foto_sesudah.map(as('AFTER')), ...lampiran.map(as(null))]
}
