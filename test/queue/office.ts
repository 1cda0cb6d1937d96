// Some hundred complaints in every state, unit and hand, with ties and gaps where an order could go wrong.
import type { Username } from '../../prisma/seed/people.ts'
import { COMPLAINANT, COMPLAINT, insert } from '../../src/complaints/rows.ts'
import { Priority, State } from '../../src/generated/enums.ts'
import { DAY, dateInWita, HOUR, MINUTE } from '../../src/time.ts'
import type { TestApp } from '../support/app.ts'
import { unitId, villageOf } from '../support/complaints.ts'

const OFFICERS: Username[] = ['teknik.2', 'teknik.distribusi', 'quick.response']
const NAMES = ['Daeng Baji', 'Andi Sose', 'Sitti Aminah', 'H. Muhammad Yusuf Daeng Sitaba', 'Baji Rante', null]
const MATTERS = [
  'Pipa dinas bocor di depan rumah',
  'Air keruh sejak subuh',
  'Meteran macet',
  'Tagihan bulan ini melonjak tinggi',
  'Bocoran kecil',
]
const WORDS =
  'Air menyembur di depan rumah sejak subuh dan jalanan tergenang, tetangga kiri kanan juga sudah tidak kebagian air; mohon segera diperbaiki sebelum malam.'

export async function fillOffice(app: TestApp, count: number): Promise<void> {
  const random = numbersFrom(20261124)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  const now = app.clock.now().getTime()
  const { master, user, db } = app
  const units = ['WIL1', 'WIL2', 'DISTRIBUSI', 'HUMAS'].map((code) => unitId(master, code))

  const complaints = Array.from({ length: count }, (_, index) => {
    const state = pick(Object.values(State))
    const routed = !['SUBMITTED', 'RECEIVED', 'DISMISSED'].includes(state)
    const [owner, supporter, former] = [pick(units), pick(units), pick(units)]
    const ended = state === 'CLOSED' || state === 'DISMISSED'
    const officers = routed && !ended && random() < 0.6 ? [user(pick(OFFICERS)).id] : []
    const active = routed ? [...new Set(random() < 0.3 ? [owner, supporter] : [owner])] : []
    // Whole hours, so that many share an instant; some at the edges of a day in WITA.
    const arrivedAt = new Date(now - Math.floor(random() * 30) * 8 * HOUR - 2 * HOUR)
    const closedAt = ended ? new Date(now - Math.floor(random() * 10) * HOUR) : null
    const due = ended || random() < 0.25 ? null : new Date(now + (Math.floor(random() * 9) - 4) * 30 * MINUTE)
    const category = pick(master.categories)
    return {
      ...{ state, channelId: pick(master.channels).id, kind: 'COMPLAINT', service: 'WATER', categoryId: category.id },
      ...{ technical: random() < 0.6, priority: pick(Object.values(Priority)), subject: pick(MATTERS), description: WORDS },
      ...{
        villageCode: random() < 0.1 ? null : villageOf(master, pick(['WIL1', 'WIL2', 'WIL3'])),
        address: `Jl. Veteran Selatan ${index}`,
      },
      ...{ connectionNumber: random() < 0.3 ? `01${String(index).padStart(7, '0')}` : null, tariffClass: null },
      ...{ arrivedAt, receivedAt: null, decidedAt: null, startedAt: null, reportedAt: null, closedById: null },
      ...{ finishedAt: state === 'IN_PROGRESS' && random() < 0.4 ? new Date(now - HOUR) : null, closedAt },
      ...{
        everEscalated: routed || random() < 0.2,
        arrivedOn: dateInWita(arrivedAt),
        closedOn: closedAt && dateInWita(closedAt),
      },
      ...{
        nextDueAt: due,
        nextWarnAt: due && new Date(due.getTime() - HOUR),
        ownerUnitId: routed ? owner : null,
        activeUnits: active,
      },
      ...{ officers, seenByUnits: state === 'DISMISSED' ? [] : [...new Set([...active, ...(routed ? [former] : [])])] },
      ...{ seenByPeople: routed ? [...new Set([...officers, ...(random() < 0.2 ? [user(pick(OFFICERS)).id] : [])])] : [] },
      ...{ year: 2025, sequence: index + 1, formKey: crypto.randomUUID(), enteredAt: new Date(now - 20 * DAY), version: 1 },
    }
  })
  const more = ['year', 'sequence', 'formKey', 'enteredAt', 'version']
  const stored = await insert(db.sql, { ...COMPLAINT, columns: [...COMPLAINT.columns, ...more] }, complaints)
  const people = stored.map(({ id }) => {
    const name = pick(NAMES)
    const phoneDigits = pick(['081234567890', '081355550001', '0411872345', null])
    const needs = random() < 0.2 ? [master.needs[0]?.id] : []
    return {
      ...{ complaintId: id, kind: 'INDIVIDUAL', anonymous: !name, name, phone: phoneDigits, phoneDigits, account: null },
      ...{ contactWay: 'PHONE', proxy: false, needs, needsNote: null },
    }
  })
  await insert(db.sql, COMPLAINANT, people)
}

/** The same numbers between 0 and 1 each time (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
