// What is kept of a download of complaints, and how the trail tells it: what, how many, by which filters; never whom they are about.
import { TAB_LABEL, type Tab } from '../complaints/queue-view.ts'
import { fullDate, startOfDayWita } from '../time.ts'
import { LISTED } from './addresses.ts'
import { measureWord } from './measure-words.ts'
import { nameOf, periodOf } from './period.ts'

/** filter: the query of its page, in codes; of those that were ticked, their numbers too. */
export type Exported = { of: 'queue' | 'chosen' | 'figure' | 'events'; filter: string; count: number; form: 'CSV' | 'XLSX' }

/** 'mengunduh 1.234 aduan dari daftar Terlambat, tersaring (CSV)' */
export function exportSentence({ of, filter, count, form }: Exported): string {
  const query = new URLSearchParams(filter)
  if (of === 'events') return `mengunduh kejadian ${count.toLocaleString('id')} aduan, ${periodWords(query)} (${form})`
  if (of === 'chosen')
    return `mengunduh ${count.toLocaleString('id')} aduan yang dicentang dari daftar ${TAB_LABEL[query.get('tab') as Tab]} (${form})`
  const where = of === 'queue' ? queueWords(query) : figureWords(query)
  return `mengunduh ${count.toLocaleString('id')} aduan ${where} (${form})`
}

function queueWords(query: URLSearchParams): string {
  const narrowed = [...query.keys()].some((name) => name !== 'tab' && name !== 'urut')
  return `dari daftar ${TAB_LABEL[query.get('tab') as Tab]}${narrowed ? ', tersaring' : ''}`
}

function periodWords(query: URLSearchParams): string {
  const period = periodOf(query.get('periode') ?? '')
  return period ? nameOf(period) : ''
}

function figureWords(query: URLSearchParams): string {
  const measure = LISTED.get(query.get('ukuran') ?? '')
  const [first, last] = ['dari', 'sampai'].map((name) => fullDate(startOfDayWita(query.get(name) ?? '')))
  return `dari angka ${measure ? measureWord(measure) : ''}, ${first === last ? first : `${first} – ${last}`}`
}
