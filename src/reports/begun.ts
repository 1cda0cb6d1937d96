// Of what has not begun there is nothing to show yet, but of the one before.
import { NotYet } from '../errors.ts'
import { dateInWita } from '../time.ts'
import { nameOf, type Period, periodWith } from './period.ts'
import { capital } from './wording.ts'

/** Throws NotYet for a period that has not begun, leading to the one of its kind that runs now; page: what is opened of it. */
export function begun(period: Period, now: Date, page: { name: string; hrefOf(period: Period): string }): Period {
  const today = dateInWita(now)
  if (period.from <= today) return period
  const last = periodWith(period.kind, today)
  const newest = { href: page.hrefOf(last), label: `Buka ${page.name} ${nameOf(last)}` }
  throw new NotYet(`${capital(nameOf(period))} belum dimulai.`, newest)
}
