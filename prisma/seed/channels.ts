/** SOP 5, step 1. Direct: the complainant stands at the counter. */
export const CHANNELS = [
  { code: 'LOKET', name: 'Loket Humas', direct: true },
  { code: 'CALL_CENTER', name: 'Telepon call center', direct: false },
  { code: 'WHATSAPP', name: 'WhatsApp', direct: false },
  { code: 'INSTAGRAM', name: 'Instagram', direct: false },
  { code: 'FACEBOOK', name: 'Facebook', direct: false },
  { code: 'X', name: 'X', direct: false },
  { code: 'SUREL', name: 'Surel', direct: false },
  { code: 'SURAT', name: 'Surat', direct: false },
  { code: 'SITUS_WEB', name: 'Situs web', direct: false },
  { code: 'SP4N_LAPOR', name: 'SP4N-LAPOR!', direct: false },
] as const

export type ChannelCode = (typeof CHANNELS)[number]['code']
