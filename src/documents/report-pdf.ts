// A report as PDF.
import type { Report } from '../reports/report.ts'
import { MINUTE } from '../time.ts'
import { setPaper, type Waiting } from './paper-queue.ts'

const THREAD = new URL('./report-pdf-thread.ts', import.meta.url)

/** The same report gives the same bytes; asked for by several at once it is set once, though each counted it at another instant. */
export const reportPdf = (report: Report, { signal }: Pick<Waiting, 'signal'> = {}): Promise<Buffer> =>
  setPaper(THREAD, report, { signal, alike: { ...report, madeAt: minuteOf(report.madeAt) } })

/** As exactly as the paper says it. */
const minuteOf = (at: Date): number => Math.floor(at.getTime() / MINUTE)
