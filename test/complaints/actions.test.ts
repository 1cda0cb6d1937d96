import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { EVENTS, type EventType } from '../../src/complaints/events.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { State } from '../../src/generated/enums.ts'
import { startApp } from '../support/app.ts'
import { bodyOf, complaintIn, recordComplaint, unitId } from '../support/complaints.ts'
import { filled } from './carry.ts'
import { ALL_ACTIONS } from './matrix.ts'
import { press } from './post.ts'
import { readAll } from './reading.ts'

const app = await startApp()
const { db, clock, master, user, close } = app
afterAll(close)

const other = await recordComplaint(app)
const [wil2, wil3, distribusi] = ['WIL2', 'WIL3', 'DISTRIBUSI'].map((code) => unitId(master, code)) as [number, number, number]
const teknik = user('teknik.2').id
const reasonId = Number(bodyOf('hold', app).alasan)
const NOW = 'now'
const reopened = { decidedAt: null, startedAt: null, ownerUnitId: null, activeUnits: [] }

type Case = {
  who: Username
  from: State
  event: EventType
  payload?: object
  texts?: [string, string][]
  columns?: object
  body?: object
}

/** What each action leaves behind: its one event, what was written, and the columns that differ afterwards. */
const CASES: Record<Action, Case> = {
  accept: { who: 'callcenter', from: 'SUBMITTED', event: 'accepted', columns: { state: 'RECEIVED', receivedAt: NOW } },
  dismiss: {
    who: 'admin.humas',
    from: 'RECEIVED',
    event: 'dismissed',
    body: { keterangan: 'Iklan pinjaman.' },
    payload: { reason: 'SPAM' },
    texts: [['REASON', 'Iklan pinjaman.']],
    columns: { state: 'DISMISSED', closedAt: NOW, closedById: user('admin.humas').id, closedOn: '2026-11-24' },
  },
  explain: {
    who: 'callcenter',
    from: 'RECEIVED',
    event: 'explained',
    payload: { outcome: 'ACCEPTED', attempts: [] },
    texts: [['EXPLANATION', 'Sudah dijelaskan.']],
    columns: { state: 'CLOSED', decidedAt: NOW, closedAt: NOW, closedById: user('callcenter').id, closedOn: '2026-11-24' },
  },
  escalate: {
    who: 'kasie.hula',
    from: 'RECEIVED',
    event: 'escalated',
    payload: { unitId: wil2, explanation: 'NOT_YET' },
    texts: [['DISPOSITION', 'Mohon ditangani.']],
    columns: {
      state: 'ESCALATED',
      decidedAt: NOW,
      everEscalated: true,
      ownerUnitId: wil2,
      activeUnits: [wil2],
      seenByUnits: [wil2],
    },
  },
  transfer: {
    who: 'staf.wilayah2',
    from: 'IN_PROGRESS',
    event: 'transferred',
    payload: { fromUnitId: wil2, unitId: wil3 },
    texts: [['REASON', 'Wilayah lain.']],
    columns: {
      state: 'ESCALATED',
      startedAt: null,
      ownerUnitId: wil3,
      activeUnits: [wil3],
      officers: [],
      seenByUnits: [wil2, wil3],
    },
  },
  involve: {
    who: 'kabag.humas',
    from: 'IN_PROGRESS',
    event: 'involved',
    payload: { unitId: distribusi },
    texts: [['REQUEST', 'Tutup katup.']],
    columns: { activeUnits: [wil2, distribusi], seenByUnits: [wil2, distribusi] },
  },
  return: {
    who: 'staf.wilayah2',
    from: 'IN_PROGRESS',
    event: 'returned',
    payload: { fromUnitId: wil2 },
    texts: [['REASON', 'Bukan urusan kami.']],
    columns: { ...reopened, state: 'RECEIVED', officers: [] },
  },
  assign: {
    who: 'staf.wilayah2',
    from: 'ESCALATED',
    event: 'assigned',
    payload: { officers: [teknik] },
    columns: { officers: [teknik], seenByPeople: [teknik] },
  },
  start: { who: 'staf.wilayah2', from: 'ESCALATED', event: 'started', columns: { state: 'IN_PROGRESS', startedAt: NOW } },
  note: {
    who: 'teknik.2',
    from: 'IN_PROGRESS',
    event: 'noted',
    payload: { forComplainant: false },
    texts: [['NOTE', 'Sedang menunggu.']],
  },
  amend: {
    who: 'admin.humas',
    from: 'RECEIVED',
    event: 'amended',
    payload: { fields: ['address', 'name'] },
    columns: { address: 'Jl. Lain 2' },
  },
  link: { who: 'callcenter', from: 'CLOSED', event: 'linked', body: { aduan: other }, payload: { other, kind: 'RELATED' } },
  hold: {
    who: 'teknik.2',
    from: 'IN_PROGRESS',
    event: 'held',
    payload: { reasonId, pausing: true },
    columns: { state: 'ON_HOLD' },
  },
  resume: { who: 'teknik.2', from: 'ON_HOLD', event: 'resumed', columns: { state: 'IN_PROGRESS' } },
  finish: {
    who: 'teknik.2',
    from: 'IN_PROGRESS',
    event: 'finished',
    payload: { result: 'RESOLVED', officers: [teknik] },
    columns: { finishedAt: NOW },
  },
  report: {
    who: 'staf.wilayah2',
    from: 'ON_HOLD',
    event: 'reported',
    payload: { result: 'RESOLVED', officers: [teknik] },
    columns: { state: 'MONITORING', reportedAt: NOW, officers: [] },
  },
  correct: {
    who: 'staf.wilayah2',
    from: 'MONITORING',
    event: 'corrected',
    body: { hasil: 'TEMPORARY' },
    payload: { result: 'TEMPORARY', officers: [teknik] },
  },
  confirm: {
    who: 'kabag.humas',
    from: 'MONITORING',
    event: 'confirmed',
    columns: { state: 'CLOSED', closedAt: NOW, closedById: user('kabag.humas').id, closedOn: '2026-11-24' },
  },
  sendBack: {
    who: 'kabag.humas',
    from: 'MONITORING',
    event: 'sentBack',
    payload: { unitId: wil2 },
    texts: [['REASON', 'Masih bocor.']],
    columns: { state: 'ESCALATED', startedAt: null, reportedAt: null },
  },
  reopen: {
    who: 'admin.humas',
    from: 'CLOSED',
    event: 'reopened',
    payload: { mistaken: false },
    texts: [['REASON', 'Bocor lagi.']],
    columns: { ...reopened, state: 'RECEIVED', reportedAt: null, closedAt: null, closedById: null, closedOn: null },
  },
}

// Rows of their own are looked at one by one elsewhere, deadlines among the clocks.
const APART = ['version', 'runs', 'routings', 'assignments', 'holds', 'report', 'complainant', 'nextDueAt', 'nextWarnAt']

describe.each(ALL_ACTIONS)('%s', (action) => {
  const { who, from, event, payload = {}, texts = [], columns = {}, body = {} } = CASES[action]

  test('leaves its one event, what was written, and no other change', async () => {
    const number = await complaintIn(app, from)
    clock.advance(3)
    const before = await readAll(app, number)
    const typed = action === 'amend' ? filled(app, before.complaint, who, action) : bodyOf(action, app, { ...body })
    const response = await press(app, who, number, action, typed)
    expect(response.status).toBe(303)
    const after = await readAll(app, number)
    const to = (columns as { state?: State }).state
    expect(after.events.slice(before.events.length)).toEqual([
      {
        type: event,
        from: to ? from : null,
        to: to ?? null,
        payload,
        actorId: user(who).id,
        at: clock.now(),
        recordedAt: clock.now(),
      },
    ])
    expect(after.texts.slice(before.texts.length)).toEqual(
      texts.map(([kind, body]) => ({ event: after.events.length, kind, body, forComplainant: action === 'explain' })),
    )
    expect(differing(before.complaint, after.complaint)).toEqual(
      Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value === NOW ? clock.now() : value])),
    )
    expect(after.complaint.version - before.complaint.version).toBe(action === 'note' || action === 'link' ? 0 : 1)
  })
})

function differing(before: object, after: object): Record<string, unknown> {
  const old = new Map<string, unknown>(Object.entries(before))
  const changes = Object.entries(after).filter(([name, value]) => JSON.stringify(old.get(name)) !== JSON.stringify(value))
  return Object.fromEntries(changes.filter(([name]) => !APART.includes(name)))
}

test('no event holds free text or personal data: codes, ids, numbers and instants only', async () => {
  const events = await db.sql<{ type: EventType; payload: unknown }>('SELECT type, payload FROM events')
  expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThanOrEqual(22)
  for (const { type, payload } of events) {
    expect(EVENTS[type].payload.safeParse(payload).error).toBe(undefined)
    for (const word of wordsOf(payload))
      expect(word).toMatch(/^([A-Z_]{3,30}|ADU-\d{4}-\d{6,}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|address|name|subject)$/)
  }
})

const wordsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : []
