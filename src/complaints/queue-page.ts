// What the queue's page shows, out of rows and names.
import type { User } from '../permissions.ts'
import { type MasterData, optionsOf } from '../settings/master.ts'
import { describeRun } from '../sla/clock-words.ts'
import { PRIORITY, STATE } from '../words.ts'
import { numberOf } from './complaint.ts'
import { EXCERPT, type QueueRow } from './queue.ts'
import { addressOf, NOBODY, queryOf, SORTS, sortsOf, TAB_LABEL, type Tab, tabsOf, type View } from './queue-view.ts'
import { revive } from './rows.ts'
import { seesContact } from './visible.ts'

export type Counts = Partial<Record<string, number>>

export function queuePage(view: View, user: User, master: MasterData, counts: Counts) {
  const clear: View = {
    ...view,
    status: null,
    unit: null,
    kategori: null,
    kanal: null,
    wilayah: null,
    prioritas: null,
    dari: null,
    sampai: null,
    terlambat: null,
    petugas: null,
    kebutuhan: null,
  }
  const href = (change: Partial<View>) => addressOf({ ...view, ...change }, user)
  const tabs = view.tab === 'cari' ? [...tabsOf(user), 'cari' as const] : tabsOf(user)
  return {
    tabs: tabs.map((tab) => ({
      key: tab,
      label: TAB_LABEL[tab],
      href: addressOf({ ...clear, tab, urut: sortsOf(tab)[0] ?? 'batas', q: tab === 'cari' ? view.q : null }, user),
      count: tab in counts ? upTo999(counts[tab] ?? 0) : null,
      active: tab === view.tab,
    })),
    tab: view.tab,
    q: view.q,
    query: queryOf(view, user).toString(),
    from: view.dari,
    until: view.sampai,
    filters: filtersOf(view, master),
    chips: chipsOf(view, master).map(([name, label]) => ({ label, href: href({ [name]: null }) })),
    downloads: ['CSV', 'XLSX'].map((form) => ({
      form,
      href: addressOf(view, user).replace('/aduan', `/aduan.${form.toLowerCase()}`),
    })),
    href: addressOf(view, user),
    chooseHref: choosing(addressOf(view, user)),
    clearHref: addressOf({ ...clear, q: null, tab: view.tab === 'cari' ? (tabsOf(user)[0] ?? 'terbuka') : view.tab }, user),
    sorts: sortsOf(view.tab).map((urut) => ({ label: SORTS[urut], href: href({ urut }), active: urut === view.urut })),
    canSave: chipsOf(view, master).length > 0 || view.q !== null,
  }
}

/** The same page with boxes to tick. */
export const choosing = (address: string): string => `${address}${address.includes('?') ? '&' : '?'}pilih=ya`

const upTo999 = (count: number): string => (count > 999 ? '999+' : String(count))

function filtersOf(view: View, master: MasterData) {
  const select = (name: keyof View, label: string, options: { value: string; label: string }[]) => ({
    name,
    label,
    options: options.map((option) => ({ ...option, selected: String(view[name]) === option.value })),
  })
  // Who is an officer of two units is named once.
  const people = [...new Map(master.officers.map((officer) => [officer.id, officer])).values()]
  return [
    select(
      'status',
      'Keadaan',
      labelled(STATE).filter(({ value }) => isIn(view.tab, value)),
    ),
    select('unit', 'Unit', optionsOf(master.units)),
    select('kategori', 'Kategori', optionsOf(master.categories)),
    select('kanal', 'Kanal', optionsOf(master.channels)),
    select(
      'wilayah',
      'Kecamatan',
      master.districts.map(({ code, name }) => ({ value: code, label: name })),
    ),
    select('prioritas', 'Prioritas', labelled(PRIORITY)),
    select('petugas', 'Petugas', [
      ...(view.tab === 'selesai' ? [] : [{ value: NOBODY, label: 'Belum ditugaskan' }]),
      ...people.map(({ id, name }) => ({ value: String(id), label: name })),
    ]),
    select('kebutuhan', 'Kebutuhan khusus', [{ value: 'ada', label: 'Ada' }]),
    select('terlambat', 'Batas waktu', [{ value: 'ya', label: 'Terlambat saja' }]),
  ]
}

/** Whether complaints in that state can be in a tab: of open ones, of closed ones, or of all. */
const isIn = (tab: Tab, state: string): boolean =>
  tab === 'cari' || (tab === 'selesai') === (state === 'CLOSED' || state === 'DISMISSED')

const labelled = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

function chipsOf(view: View, { names, districts }: MasterData): [keyof View, string][] {
  const chips: [keyof View, string | 0 | null | undefined][] = [
    ['status', view.status && STATE[view.status]],
    ['unit', view.unit && names.unit(view.unit)],
    ['kategori', view.kategori && names.category(view.kategori)],
    ['kanal', view.kanal && names.channel(view.kanal)],
    ['wilayah', view.wilayah && (districts.find(({ code }) => code === view.wilayah)?.name ?? view.wilayah)],
    ['prioritas', view.prioritas && `Prioritas ${PRIORITY[view.prioritas].toLowerCase()}`],
    ['dari', view.dari && `Masuk dari ${dayWords(view.dari)}`],
    ['sampai', view.sampai && `Masuk sampai ${dayWords(view.sampai)}`],
    ['terlambat', view.terlambat && 'Terlambat'],
    ['petugas', view.petugas && (view.petugas === NOBODY ? 'Belum ditugaskan' : names.person(view.petugas))],
    ['kebutuhan', view.kebutuhan && 'Kebutuhan khusus'],
  ]
  return chips.flatMap(([name, label]) => (label ? [[name, label]] : []))
}

const dayWords = (day: string): string => day.split('-').reverse().join('-')

export function rowOf(row: QueueRow, user: User, { names }: MasterData, now: Date) {
  const masked = !seesContact(user, row)
  return {
    number: numberOf(row),
    href: `/aduan/${numberOf(row)}`,
    subject: row.subject,
    excerpt: shortened(row.excerpt),
    state: row.state,
    priority: row.priority,
    clock: clockOf(row, now),
    unit: row.ownerUnitId && names.unit(row.ownerUnitId),
    working: [row.officers.map(names.person).join(', '), waitingOf(row)].filter(Boolean).join(' · ') || null,
    complainant: masked ? 'disamarkan' : row.anonymous ? 'Anonim' : row.name,
    village: row.villageCode && names.village(row.villageCode),
    arrivedAt: row.arrivedAt,
    needs: masked ? [] : row.needs.map(names.need),
    unread: row.state === 'ESCALATED' && row.openedAt === null,
    closedAt: row.closedAt,
  }
}

/** What a routed complaint waits for, as far as its state does not say it. */
function waitingOf({ state, ownerUnitId, officers, openedAt, finishedAt }: QueueRow): string | null {
  if (state === 'IN_PROGRESS' && finishedAt) return 'pekerjaan selesai, menunggu laporan'
  const nobody = ownerUnitId !== null && officers.length === 0 ? 'belum ada petugas' : null
  if (state === 'IN_PROGRESS') return nobody
  if (state !== 'ESCALATED') return null
  if (!openedAt) return ['belum dibuka', nobody].filter(Boolean).join(', ')
  return `sudah dibuka, ${nobody ?? 'belum ditindaklanjuti'}`
}

/** The query cuts at a length, in the middle of a word. */
const shortened = (excerpt: string): string => (excerpt.length < EXCERPT ? excerpt : excerpt.replace(/\s+\S*$/, ' …'))

/** The clock that runs out first, or how the last one ended. */
function clockOf({ nextDueAt, nextWarnAt, lastRun }: QueueRow, now: Date) {
  if (nextDueAt && nextWarnAt)
    return describeRun(
      { warnAt: nextWarnAt, dueAt: nextDueAt, pausedAt: null, stoppedAt: null, netMs: null, breachedAt: null, judged: true },
      now,
    )
  if (!lastRun) return null
  revive(lastRun)
  return describeRun(lastRun, now)
}
