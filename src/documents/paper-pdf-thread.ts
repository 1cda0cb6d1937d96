// The thread that sets one paper about a complaint and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { casePaper, type Setting } from './case-paper.ts'
import { typeset } from './typesetting.ts'

parentPort?.postMessage(await typeset(casePaper(workerData as Setting)))
