import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { freshDatabase } from '../support/cluster.ts'

const PRISMA = join(import.meta.dirname, '../../node_modules/prisma/build/index.js')

const prisma = async (...args: string[]) => {
  const env = { ...process.env, DATABASE_URL: await freshDatabase() }
  return promisify(execFile)(process.execPath, [PRISMA, ...args], { env })
}

test('the migrations give what schema.prisma says', async () => {
  const { stdout } = await prisma('migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma')
  expect(stdout).toContain('No difference detected')
})

test('Prisma itself finds a migrated database up to date', async () => {
  const { stdout } = await prisma('migrate', 'status')
  expect(stdout).toContain('Database schema is up to date')
})
