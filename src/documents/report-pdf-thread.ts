// The thread that sets one report and ends.
import { parentPort, workerData } from 'node:worker_threads'
import type { Report } from '../reports/report.ts'
import { paperOf } from './report-paper.ts'
import { typeset } from './typesetting.ts'

parentPort?.postMessage(await typeset(paperOf(workerData as Report)))
