/** Pausing reasons move the deadline by the held minutes; which ones do is an assumption. */
export const HOLD_REASONS = [
  { code: 'PELANGGAN_TIDAK_DI_TEMPAT', name: 'Pelanggan tidak di tempat', pausing: true },
  { code: 'MENUNGGU_IZIN', name: 'Menunggu izin', pausing: true },
  { code: 'CUACA', name: 'Cuaca', pausing: true },
  { code: 'MENUNGGU_MATERIAL', name: 'Menunggu material', pausing: false },
  { code: 'PIHAK_KETIGA', name: 'Pihak ketiga', pausing: false },
] as const

export type HoldReasonCode = (typeof HOLD_REASONS)[number]['code']
