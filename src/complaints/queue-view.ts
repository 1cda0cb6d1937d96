// One view of the queue as its address says it: tab, filters, search, order. Unknown words in the address count as absent.
import { Priority, State } from '../generated/enums.ts'
import { hasRole, type User } from '../permissions.ts'

export const TABS = ['saya', 'unit', 'terbuka', 'terlambat', 'selesai', 'cari'] as const
export type Tab = (typeof TABS)[number]
export const TAB_LABEL: Record<Tab, string> = {
  saya: 'Perlu tindakan saya',
  unit: 'Unit saya',
  terbuka: 'Semua yang terbuka',
  terlambat: 'Terlambat',
  selesai: 'Selesai',
  cari: 'Hasil pencarian',
}

export const SORTS = { batas: 'batas waktu', masuk: 'waktu masuk', prioritas: 'prioritas', selesai: 'waktu selesai' } as const
export type Sort = keyof typeof SORTS

/** In the place of an officer: nobody is assigned. */
export const NOBODY = 'belum' as const

export type View = {
  tab: Tab
  q: string | null
  status: State | null
  unit: number | null
  kategori: number | null
  kanal: number | null
  wilayah: string | null
  prioritas: Priority | null
  dari: string | null
  sampai: string | null
  terlambat: 'ya' | null
  petugas: number | typeof NOBODY | null
  kebutuhan: 'ada' | null
  urut: Sort
}

/** The tabs that mean something to a person, in order; the first is where their day begins. */
export function tabsOf(user: User): Tab[] {
  const acting = !user.grants.every(({ role }) => role === 'DIRECTOR')
  const inUnit = hasRole(user, ['UNIT_STAFF', 'HUMAS_ADMIN', 'SECTION_HEAD', 'TECHNICIAN'])
  return TABS.filter(
    (tab) => (tab === 'saya' && acting) || (tab === 'unit' && inUnit) || ['terbuka', 'terlambat', 'selesai'].includes(tab),
  )
}

export const sortsOf = (tab: Tab): Sort[] =>
  tab === 'selesai' ? ['selesai', 'masuk'] : tab === 'cari' ? ['masuk'] : ['batas', 'masuk', 'prioritas']

export function viewOf(query: unknown, user: User): View {
  const words = typeof query === 'object' && query !== null ? (query as Record<string, unknown>) : {}
  const given = (name: string) => (typeof words[name] === 'string' && words[name] !== '' ? words[name].slice(0, 200) : null)
  const of = <T extends string>(name: string, codes: readonly T[]) => codes.find((code) => code === given(name)) ?? null
  const id = (name: string) => (/^\d{1,9}$/.test(given(name) ?? '') ? Number(given(name)) : null)
  const day = (name: string) => (isDay(given(name)) ? given(name) : null)
  const q = given('q')?.replaceAll('\0', '').trim() || null
  const tab = of('tab', tabsOf(user)) ?? (q ? 'cari' : (tabsOf(user)[0] ?? 'terbuka'))
  return {
    tab,
    q,
    status: of('status', Object.values(State)),
    unit: id('unit'),
    kategori: id('kategori'),
    kanal: id('kanal'),
    wilayah: /^[\d.]{1,20}$/.test(given('wilayah') ?? '') ? given('wilayah') : null,
    prioritas: of('prioritas', Object.values(Priority)),
    dari: day('dari'),
    sampai: day('sampai'),
    terlambat: of('terlambat', ['ya']),
    petugas: of('petugas', [NOBODY]) ?? id('petugas'),
    kebutuhan: of('kebutuhan', ['ada']),
    urut: of('urut', sortsOf(tab)) ?? sortsOf(tab)[0] ?? 'batas',
  }
}

const isDay = (text: string | null): boolean =>
  text !== null &&
  /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

/** The address of a view, without what goes without saying. */
export function addressOf(view: View, user: User, cursor?: string): string {
  const query = queryOf(view, user)
  if (cursor) query.set('setelah', cursor)
  return query.size > 0 ? `/aduan?${query}` : '/aduan'
}

/** Whether an address that was saved shows this view, in whatever order it says so. */
export const isSame = (view: View, saved: string, user: User): boolean =>
  queryOf(viewOf(Object.fromEntries(new URLSearchParams(saved)), user), user).toString() === queryOf(view, user).toString()

export function queryOf(view: View, user: User): URLSearchParams {
  const first = view.q ? 'cari' : tabsOf(user)[0]
  const said = Object.entries({
    ...view,
    tab: view.tab === first ? null : view.tab,
    urut: view.urut === sortsOf(view.tab)[0] ? null : view.urut,
  })
  return new URLSearchParams(said.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])))
}
