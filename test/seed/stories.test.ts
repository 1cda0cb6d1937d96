import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../prisma/seed/categories.ts'
import type { Story } from '../../prisma/seed/stories/story.ts'
import { stories } from '../../prisma/seed/stories.ts'
import { DAY, MINUTE } from '../../src/time.ts'
import { SOP, type Standing, standingAfter, walk } from './sop.ts'

const NOWS = {
  'a Tuesday morning in office hours': new Date('2026-11-24T02:15:00Z'),
  'a Sunday night': new Date('2026-11-29T14:40:00Z'),
  'the first minutes of a Monday': new Date('2026-12-07T00:03:20Z'),
  'a Friday at closing time': new Date('2026-12-11T08:00:00Z'),
  'the night after Christmas': new Date('2026-12-26T18:00:00Z'),
  'a new year': new Date('2027-01-01T20:30:00Z'),
  'in the days of Idulfitri': new Date('2027-03-12T03:00:00Z'),
}

const isTechnical = ({ intake }: Story) => CATEGORIES.some(({ code, technical }) => technical && code === intake.values.kategori)
/** How the complaint stands before each step, and at the end. */
function course(story: Story): Standing[] {
  const standings = [first(story)]
  for (const step of story.steps) standings.push(walk(standings.at(-1) ?? first(story), step))
  return standings
}
const first = (story: Story) => standingAfter(story, isTechnical(story))
const end = (story: Story) => course(story).at(-1) ?? first(story)

describe.each(Object.entries(NOWS))('%s', (_, now) => {
  const all = stories(now)
  const byState = Object.groupBy(all, (story) => end(story).state)
  const share = (some: readonly Story[] | undefined) => (some?.length ?? 0) / all.length

  test('about 300 complaints of the last sixty days, in every state', () => {
    expect(all.length).toBeGreaterThan(280)
    expect(all.length).toBeLessThan(320)
    expect(Object.keys(byState).sort()).toEqual([
      'CLOSED',
      'DISMISSED',
      'ESCALATED',
      'IN_PROGRESS',
      'MONITORING',
      'ON_HOLD',
      'RECEIVED',
      'SUBMITTED',
    ])
    for (const { intake } of all) expect(now.getTime() - intake.arrivedAt.getTime()).toBeLessThan(61 * DAY)
  })

  test('no two texts are alike, no key is used twice', () => {
    expect(new Set(all.map(({ intake }) => intake.values.uraian)).size).toBe(all.length)
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  })

  test('everything happens in order and before now', () => {
    for (const { key, intake, steps } of all) {
      const instants = [intake.arrivedAt, intake.openedAt, intake.at, ...steps.map(({ at }) => at), now].map(Number)
      expect(instants, key).toEqual([...instants].sort((a, b) => a - b))
      expect(new Set(steps.map(({ at }) => Number(at))).size, key).toBe(steps.length)
    }
    expect(all.map(({ intake }) => Number(intake.at))).toEqual(all.map(({ intake }) => Number(intake.at)).sort((a, b) => a - b))
  })

  test('each step is allowed by the SOP to who takes it', () => {
    for (const story of all) {
      const standings = course(story)
      for (const [index, { action, who, at }] of story.steps.entries()) {
        const before = standings[index] ?? first(story)
        const rule = SOP[action]
        const what = `${story.key}: ${action} by ${who} when ${JSON.stringify(before)}`
        expect(rule?.from === 'every' || rule?.from.includes(before.state), what).toBe(true)
        expect(rule?.by(who, before), what).toBe(true)
        if (action === 'reopen') expect(at.getTime() - before.closedAt.getTime(), what).toBeLessThan(30 * DAY)
      }
    }
  })

  test('a duplicate names an original that is open, a link one that was there before', () => {
    for (const { steps } of all) {
      for (const { values, at } of steps) {
        const original = all.find(({ key }) => key === (values.asli ?? values.aduan))
        if (!values.asli && !values.aduan) continue
        expect(original?.intake.at.getTime()).toBeLessThan(at.getTime())
        if (values.asli && original)
          expect(end({ ...original, steps: original.steps.filter((step) => step.at < at) }).state).not.toBe('CLOSED')
      }
    }
  })

  test('the shares are those of a helpdesk', () => {
    const explained = all.filter(
      ({ intake, steps }) => intake.button === 'jelaskan' || steps.some(({ action }) => action === 'explain'),
    )
    expect(share(explained)).toBeGreaterThan(0.38)
    expect(share(explained)).toBeLessThan(0.5)
    const withNeeds = all.filter(({ intake }) => intake.values.kebutuhan)
    expect(share(withNeeds)).toBeGreaterThan(0.07)
    expect(share(withNeeds)).toBeLessThan(0.18)
    for (const name of ['anonim', 'tidak_bersedia', 'mewakili']) expect(all.some(({ intake }) => intake.values[name])).toBe(true)
    expect(all.some(({ intake }) => intake.values.kanal === 'SURAT')).toBe(true)
  })

  test('some people call again', () => {
    const phones = Object.groupBy(
      all.filter(({ intake }) => intake.values.nomor_sambungan),
      ({ intake }) => String(intake.values.nomor_sambungan),
    )
    const again = Object.entries(phones).filter(([, calls]) => (calls?.length ?? 0) > 1)
    expect(again.length).toBeGreaterThan(4)
    expect(Object.keys(phones).every((number) => /^\d{9}$/.test(number))).toBe(true)
  })

  test('each unit has technical work before its warning, between warning and deadline, and past it', () => {
    for (const unit of ['WIL1', 'WIL2', 'WIL3', 'WIL4', 'WIL5', 'WIL6', 'DISTRIBUSI', 'LIMBAH', 'PRODUKSI']) {
      const open = all.filter(
        (story) => isTechnical(story) && end(story).unit === unit && ['ESCALATED', 'IN_PROGRESS'].includes(end(story).state),
      )
      const minutes = open.map(({ intake }) => (now.getTime() - intake.at.getTime()) / MINUTE)
      expect(
        minutes.some((ago) => ago < 120),
        unit,
      ).toBe(true)
      expect(
        minutes.some((ago) => ago >= 120 && ago < 180),
        unit,
      ).toBe(true)
      expect(
        minutes.some((ago) => ago > 180),
        unit,
      ).toBe(true)
    }
  })

  test('each officer has open work, each unit has some that nobody started and some that is declared done', () => {
    const open = all.map(end)
    const officers = [
      'teknik.1',
      'teknik.2',
      'teknik.3',
      'teknik.4',
      'teknik.5',
      'teknik.6',
      'teknik.distribusi',
      'quick.response',
    ]
    for (const officer of officers)
      expect(open.filter((standing) => standing.officers.includes(officer)).length, officer).toBeGreaterThan(1)
    for (const unit of ['WIL1', 'WIL2', 'WIL3', 'WIL4', 'WIL5', 'WIL6', 'DISTRIBUSI', 'LIMBAH', 'PRODUKSI', 'HUMAS'])
      expect(
        open.some((standing) => standing.unit === unit && standing.state === 'ESCALATED' && standing.officers.length === 0),
        unit,
      ).toBe(true)
    expect(all.filter(({ steps }) => steps.at(-1)?.action === 'finish').length).toBeGreaterThan(4)
  })
})

test('the same now gives the same stories', () => {
  const now = NOWS['a Sunday night']
  expect(stories(now)).toEqual(stories(new Date(now)))
})
