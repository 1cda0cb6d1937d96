// The definitions as they are kept together: by the figures that they explain, each under the word that stands beside it.

import { OUTCOMES, REASONS_OF, STEPS } from './conformance.ts'
import { OUTCOME_WORD, REASON_WORD, stepName } from './conformance-words.ts'
import type { DefinitionKey } from './definitions.ts'
import { FLOW } from './figures.ts'
import { FLOW_WORD, INDICATOR_WORD, type IndicatorName, OVERDUE_WORD } from './measure-words.ts'

export type DefinitionGroup = { heading: string; words: [key: DefinitionKey, word: string][] }

export const DEFINITION_GROUPS: DefinitionGroup[] = [
  {
    heading: 'Arti angka pada dasbor dan laporan',
    words: [
      ...FLOW.map((what): [DefinitionKey, string] => [`flow_${what}`, FLOW_WORD[what]]),
      ['overdue', OVERDUE_WORD],
      ['clock', 'Batas waktu'],
      ['held', 'Tertunda'],
      ['unit', 'Menurut unit'],
      ['age', 'Umur aduan terbuka'],
      ['dismissal', 'Kiriman tidak dilanjutkan'],
    ],
  },
  {
    heading: 'Arti indikator kinerja',
    words: (Object.keys(INDICATOR_WORD) as IndicatorName[]).map((name) => [`indicator_${name}`, INDICATOR_WORD[name]]),
  },
  {
    heading: 'Arti angka kepatuhan SOP',
    words: [
      ...OUTCOMES.map((sign): [DefinitionKey, string] => [`outcome_${sign}`, OUTCOME_WORD[sign]]),
      ...STEPS.flatMap((step) => [
        [`step${step}_reached`, `${step}. ${stepName(step)}: mencapai langkah`] as [DefinitionKey, string],
        ...REASONS_OF[step].map((sign): [DefinitionKey, string] => [
          `step${step}_${sign}` as DefinitionKey,
          `${step}. ${stepName(step)}: ${REASON_WORD[sign].toLowerCase()}`,
        ]),
      ]),
    ],
  },
]
