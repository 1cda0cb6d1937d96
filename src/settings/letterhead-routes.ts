import type { Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { LETTERHEAD_FORM, letterheadOf, typedLetterhead } from './letterhead-forms.ts'
import { readLetterhead, saveLetterhead } from './letterhead-store.ts'
import { textsRoutes } from './texts-routes.ts'
import { LETTERHEAD_ACTIONS } from './trail.ts'

/** What stands at the head of papers, who signs letters and how they are numbered. */
export const letterheadRoutes = (setting: Pick<Setting, 'db' | 'clock'>): Router =>
  textsRoutes(setting, {
    ...{ home: '/pengaturan/kop-surat', may: 'keepLetterhead', view: 'settings/letterhead', title: 'Kop surat' },
    ...{ form: LETTERHEAD_FORM, textsOf: letterheadOf, typed: typedLetterhead },
    ...{ read: readLetterhead, save: saveLetterhead, actions: LETTERHEAD_ACTIONS },
    saved: 'Kop surat tersimpan. Dokumen yang dibuat sesudah ini memakainya; yang sudah dibuat tetap.',
  })
