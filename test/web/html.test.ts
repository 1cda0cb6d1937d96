import { load } from 'cheerio'
import { describe, expect, test } from 'vitest'
import { State } from '../../src/generated/enums.ts'
import { TONES } from '../../src/sla/clock-words.ts'
import { badge, clock, escapeHtml, icon, when } from '../../src/web/html.ts'
import { STATE } from '../../src/words.ts'

const TRICKY = `<b title="x" id='y'>&amp;</b>`
const element = (html: string) => load(html, null, false).root().children()

test('whatever comes in as text goes out as text', () => {
  expect(load(escapeHtml(TRICKY)).text()).toBe(TRICKY)
  const shown = element(clock({ tone: 'calm', text: TRICKY, deadline: TRICKY }))
  expect(shown.text()).toBe(TRICKY)
  expect(shown.attr('title')).toBe(TRICKY)
  expect(shown.children().length).toBe(0)
})

test.each(Object.values(State))('the badge of %s says its word', (state) => {
  expect(element(badge(state)).text()).toBe(STATE[state])
})

test.each(TONES)('a clock that is %s has its words and its deadline', (tone) => {
  const shown = element(clock({ tone, text: 'sisa 12 mnt', deadline: 'batas Sel 24 Nov 14.30' }))
  expect([shown.text(), shown.attr('title'), shown.hasClass(tone)]).toEqual(['sisa 12 mnt', 'batas Sel 24 Nov 14.30', true])
})

test('an icon says nothing to a reader, and an unknown one is a fault of ours', () => {
  expect(element(icon('plus')).attr('aria-hidden')).toBe('true')
  expect(() => icon('unicorn')).toThrow('unicorn')
})

describe('a time', () => {
  const now = new Date('2026-11-24T06:30:40Z')
  test.each([
    ['2026-11-24T06:18:00Z', '12 mnt lalu', '2026-11-24T06:18Z'],
    ['2026-11-23T06:20:59Z', 'kemarin 14.20', '2026-11-23T06:20Z'],
  ])('%s is %s', (at, words, code) => {
    const shown = element(when(new Date(at), now))
    expect([shown.text(), shown.attr('datetime')]).toEqual([words, code])
  })
})
