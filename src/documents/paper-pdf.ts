// A paper about a complaint as PDF.
import type { Setting } from './case-paper.ts'
import { setPaper, type Waiting } from './paper-queue.ts'

const THREAD = new URL('./paper-pdf-thread.ts', import.meta.url)

/** The same paper gives the same bytes. */
export const paperPdf = (paper: Setting, { signal }: Pick<Waiting, 'signal'> = {}): Promise<Buffer> =>
  setPaper(THREAD, paper, { signal })
