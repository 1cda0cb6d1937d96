// What a row says of the work: who has it, and what it waits for.
import { afterAll, expect, test } from 'vitest'
import type { QueueRow } from '../../src/complaints/queue.ts'
import { rowOf } from '../../src/complaints/queue-page.ts'
import { startApp } from '../support/app.ts'
import { unitId } from '../support/complaints.ts'

const app = await startApp()
afterAll(app.close)
const now = app.clock.now()
const technician = app.user('teknik.2')

const row = (more: Partial<QueueRow>): QueueRow => ({
  ...{ id: 1, year: 2026, sequence: 1, subject: 'Air keruh', excerpt: 'Air keruh', state: 'IN_PROGRESS', priority: 'NORMAL' },
  ...{ technical: true, everEscalated: true, villageCode: null, arrivedAt: now, closedAt: null, finishedAt: null },
  ...{ nextDueAt: null, nextWarnAt: null, ownerUnitId: unitId(app.master, 'WIL2'), activeUnits: [], officers: [] },
  ...{ seenByPeople: [], name: 'Sitti', anonymous: false, needs: [], openedAt: null, lastRun: null },
  ...more,
})
const officers = [technician.id]

test.each([
  [{ state: 'IN_PROGRESS' }, 'belum ada petugas'],
  [{ state: 'IN_PROGRESS', officers }, technician.name],
  [{ state: 'IN_PROGRESS', officers, finishedAt: now }, `${technician.name} · pekerjaan selesai, menunggu laporan`],
  [{ state: 'IN_PROGRESS', finishedAt: now }, 'pekerjaan selesai, menunggu laporan'],
  [{ state: 'ESCALATED' }, 'belum dibuka, belum ada petugas'],
  [{ state: 'ESCALATED', officers }, `${technician.name} · belum dibuka`],
  [{ state: 'ESCALATED', openedAt: now }, 'sudah dibuka, belum ada petugas'],
  [{ state: 'ESCALATED', openedAt: now, officers }, `${technician.name} · sudah dibuka, belum ditindaklanjuti`],
  [{ state: 'ON_HOLD', officers }, technician.name],
  [{ state: 'MONITORING', finishedAt: now }, null],
  [{ state: 'RECEIVED', ownerUnitId: null }, null],
] as [Partial<QueueRow>, string | null][])('%j', (more, words) => {
  expect(rowOf(row(more), app.user('staf.wilayah2'), app.master, now).working).toBe(words)
})
