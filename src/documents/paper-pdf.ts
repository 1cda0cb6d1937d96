// A paper about a complaint as PDF.
import type { Setting } from './case-paper.ts'
import type { Photos } from './case-parts.ts'
import { setPaper, type Waiting } from './paper-queue.ts'

const THREAD = new URL('./paper-pdf-thread.ts', import.meta.url)

type Asked = { photos: () => Promise<Photos> } & Omit<Waiting, 'alike'>

/** The same paper gives the same bytes. Its photos are fetched when it is set, not while it waits. */
export const paperPdf = (paper: Omit<Setting, 'photos'>, { photos, ...waiting }: Asked): Promise<Buffer> =>
  setPaper(THREAD, async (): Promise<Setting> => ({ ...paper, photos: await photos() }), { ...waiting, alike: paper })
