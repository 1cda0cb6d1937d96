import { describe, expect, test } from 'vitest'
import { ownPath } from '../../src/people/own-path.ts'

describe('a path of our own is kept with its query', () => {
  test.each(['/', '/aduan', '/aduan?tab=saya&q=air%20keruh', '/aduan/ADU-2026-000123#riwayat', '/%2F%2Fevil.example'])(
    '%s',
    (path) => {
      expect(ownPath(path)).toBe(path)
    },
  )
})

describe('what a browser might take elsewhere is refused', () => {
  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    '/aduan/..//evil.example',
    'https://evil.example/aduan',
    'https:evil.example',
    'javascript:alert(1)',
    'evil.example',
    '%2F%2Fevil.example',
    '',
    `/${'a'.repeat(3000)}`,
  ])('%j', (path) => {
    expect(ownPath(path)).toBeUndefined()
  })

  test.each([undefined, null, 7, ['/aduan'], { a: '/aduan' }])('%j', (path) => {
    expect(ownPath(path)).toBeUndefined()
  })
})
