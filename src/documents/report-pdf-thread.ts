// The thread that sets one paper and ends.
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import type { TFontDictionary } from 'pdfmake/interfaces.js'
import type { Report } from '../reports/report.ts'
import { paperOf } from './report-paper.ts'

const fonts: TFontDictionary = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js')
const ours = new Set(Object.values(fonts).flatMap((family) => Object.values(family)))

pdfmake.setFonts(fonts)
// Nothing that a report says can make it fetch or read anything but its letters.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => ours.has(path))
parentPort?.postMessage(await pdfmake.createPdf(paperOf(workerData as Report)).getBuffer())
