import { choice, form, optionalPick, type Typed, text, type Values } from '../web/form.ts'
import { PAUSING, pausingCode, placeOf, type ReasonDraft } from './hold-reason-list.ts'
import type { HoldReason } from './master.ts'

const FIELDS = {
  nama: text('Nama', 60),
  batas: choice('Batas waktu selama tertunda', PAUSING, {
    input: 'radio',
    help: 'Berlaku untuk penundaan yang dimulai sesudah disimpan. Penundaan yang lama tetap seperti saat dimulai.',
  }),
  letak: optionalPick('Urutan', 'places'),
}

export const NEW_REASON = form(FIELDS)
/** What the page was made from: what changed since is not overwritten. */
export const CHANGED_REASON = form({ ...FIELDS, versi: text('Versi', 20, { input: 'hidden' }) })

export const draftOf = ({ nama, batas, letak }: Values<typeof FIELDS>): ReasonDraft => ({
  name: nama,
  pausing: batas === 'PAUSED',
  after: letak,
})

/** A new one comes last. */
export const typedNew = (reasons: readonly HoldReason[]): Typed => ({
  letak: String(reasons.findLast(({ active }) => active)?.id ?? ''),
})

export const typedReason = (reasons: readonly HoldReason[], { id, name, pausing }: HoldReason): Typed => ({
  nama: name,
  batas: pausingCode(pausing),
  letak: String(placeOf(reasons, id) ?? ''),
})

/** Where a reason can stand: after each of the others in use. */
export const placesFor = (reasons: readonly HoldReason[], id?: number) => ({
  places: reasons
    .filter((one) => one.active && one.id !== id)
    .map((one) => ({ value: String(one.id), label: `Sesudah ${one.name}` })),
})
