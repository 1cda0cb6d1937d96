/** app: by which one a gateway sends it. */
export type Letter = { key: string; to: string; subject: string; body: string; app: 'whatsapp' | 'sms'; sentAt: Date }
/** Sends once; throws when it is not known to have arrived. */
export type Carrier = { send(letter: Letter): Promise<void>; close(): void }
