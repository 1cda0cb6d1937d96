// A letter as it goes along with a mail: the PDF of its paper, the same bytes at every try.
import type { Database } from '../db.ts'
import { paperPdf } from '../documents/paper-pdf.ts'
import { checkAddress } from '../documents/qr-picture.ts'
import type { Paper } from '../notifications/carrier.ts'
import { shownCode } from './code.ts'
import { codeForMessage } from './letter-store.ts'
import { findSentPaper } from './paper-store.ts'

/** Null: there is none, or retention emptied it. */
export async function mailedLetter(db: Database, baseUrl: string, messageId: number): Promise<Paper | null> {
  const code = await codeForMessage(db, messageId)
  const paper = code ? await findSentPaper(db, code) : undefined
  if (!paper?.content) return null
  const { content, signatures } = paper
  const shown = shownCode(paper.code)
  const address = checkAddress(baseUrl, shown)
  const photos = async () => new Map<string, Uint8Array>()
  const bytes = await paperPdf({ ...paper, content, address, hands: signatures, size: 'a4' }, { photos })
  return { name: `surat-jawaban-${content.number}.pdf`, bytes }
}
