import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diagram } from '../src/complaints/diagram.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

test('the state diagram is that of the table of actions', () => {
  expect(readme).toContain(`\`\`\`mermaid\n${diagram()}\n\`\`\``)
})

test('every picture and file that it names is there', () => {
  const named = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path ?? '')
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every setting of .env.example is explained', () => {
  const settings = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#? ?([A-Z_]{4,})=/gm)].map(([, name]) => name)
  expect(settings.length).toBeGreaterThan(5)
  expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})
