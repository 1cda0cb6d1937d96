/** app: by which one a gateway sends it. */
export type Letter = {
  key: string
  to: string
  subject: string
  body: string
  app: 'whatsapp' | 'sms'
  sentAt: Date
  paper?: Paper | null
}
/** A PDF that goes along with a mail. */
export type Paper = { name: string; bytes: Buffer }
/** Sends once; throws when it is not known to have arrived. */
export type Carrier = { send(letter: Letter): Promise<void>; close(): void }
