import type { CategoryCode } from '../categories.ts'

export type ComplaintText = {
  category: CategoryCode
  /** left out: COMPLAINT */
  kind?: 'COMPLAINT' | 'QUESTION' | 'INFORMATION' | 'SUGGESTION'
  /** null: made from the category */
  subject: string | null
  text: string
  /** kelurahan, as in data/makassar-areas.json */
  village: string
  address: string | null
}

export type TextsByCategory = Record<CategoryCode, readonly string[]>
