import { form, optionalLongText, text } from '../web/form.ts'
import { addressesIn, faultIn, MOST_RECIPIENTS } from './report-list.ts'

/** versi: the list that the page was made from. */
export const REPORT_LIST_FORM = form(
  {
    alamat: optionalLongText('Alamat surel', {
      rows: 8,
      help: `Satu alamat setiap baris, paling banyak ${MOST_RECIPIENTS}. Kosongkan bila tidak ada yang perlu dikirimi.`,
    }),
    versi: text('Versi', 6_000, { input: 'hidden' }),
  },
  ({ alamat }): Record<string, string> => {
    const fault = faultIn(addressesIn(alamat))
    return fault ? { alamat: fault } : {}
  },
)
