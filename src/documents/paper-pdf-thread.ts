// The thread that sets one paper about a complaint and ends.
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import type { TFontDictionary } from 'pdfmake/interfaces.js'
import { casePaper, type Setting } from './case-paper.ts'

const fonts: TFontDictionary = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js')
const ours = new Set(Object.values(fonts).flatMap((family) => Object.values(family)))

pdfmake.setFonts(fonts)
// Nothing that a paper says can make it fetch or read anything but its letters.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => ours.has(path))
parentPort?.postMessage(await pdfmake.createPdf(casePaper(workerData as Setting)).getBuffer())
