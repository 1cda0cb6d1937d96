import { date } from '../settings/calendar-forms.ts'
import { addDays, dateInWita } from '../time.ts'
import { type Errors, form, optionalPick } from '../web/form.ts'

const LONGEST_DAYS = 365

export const ABSENCE = form(
  {
    mulai: date('Mulai'),
    sampai: date('Sampai'),
    wakil: optionalPick('Wakil', 'deputies', {
      help: 'Wakil tidak mendapat hak tambahan: peran hanya diberikan oleh Administrator Sistem.',
    }),
  },
  ({ mulai, sampai }, now): Errors => {
    if (sampai < mulai) return { sampai: 'Sampai tidak boleh sebelum mulai.' }
    if (sampai < dateInWita(now)) return { sampai: 'Sampai paling awal hari ini.' }
    if (mulai > addDays(dateInWita(now), LONGEST_DAYS)) return { mulai: 'Mulai paling lama setahun lagi.' }
    return sampai > addDays(mulai, LONGEST_DAYS) ? { sampai: 'Ketidakhadiran paling lama setahun.' } : {}
  },
)
