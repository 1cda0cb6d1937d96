// Sets a paper, in the thread that does nothing else.
import { createRequire } from 'node:module'
import pdfmake from 'pdfmake'
import type { TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces.js'

const fonts: TFontDictionary = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js')
const ours = new Set(Object.values(fonts).flatMap((family) => Object.values(family)))

pdfmake.setFonts(fonts)
// Nothing that a paper says can make it fetch or read anything but its letters.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => ours.has(path))

export const typeset = (paper: TDocumentDefinitions): Promise<Uint8Array> => pdfmake.createPdf(paper).getBuffer()
