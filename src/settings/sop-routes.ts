import type { Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { DEFINITION_FIELDS, SOP_FIELDS, SOP_FORM, textsOf, typedSop } from './sop-forms.ts'
import { readSop, saveSop } from './sop-store.ts'
import { sopGap } from './sop-texts.ts'
import { textsRoutes } from './texts-routes.ts'
import { SOP_ACTIONS } from './trail.ts'

/** What papers say of the SOP, and who answers for its steps. */
export const sopRoutes = (setting: Pick<Setting, 'db' | 'clock'>): Router =>
  textsRoutes(setting, {
    ...{ home: '/pengaturan/sop', may: 'keepSop', view: 'settings/sop', title: 'SOP' },
    ...{ form: SOP_FORM, textsOf, typed: typedSop },
    ...{ read: readSop, save: saveSop, actions: SOP_ACTIONS },
    more: (texts) => ({ texts: SOP_FIELDS, definitions: DEFINITION_FIELDS, gap: sopGap(texts) }),
    saved: 'SOP tersimpan. Laporan yang dibuat sesudah ini memakainya; yang sudah terbit tetap.',
  })
