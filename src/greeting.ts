import { PEOPLE } from '../prisma/seed/people.ts'
import type { Database } from './db.ts'
import type { Env } from './env.ts'
import { firstAdminLink } from './people/links.ts'
import { verifyPassword } from './people/passwords.ts'
import type { Clock } from './time.ts'
import { ROLE } from './words.ts'

/** What the operator is told after a start: the people of the demo, or how the first administrator gets in. */
export async function whoCanSignIn(db: Database, env: Env, clock: Clock): Promise<string[]> {
  if (env.demo) return demoPeople(db, env.demoPassword)
  const link = await firstAdminLink(db, clock, env.baseUrl)
  return link ? ['Belum ada Administrator Sistem. Tautan sekali pakai untuk kata sandi pengguna "sistem":', `  ${link}`] : []
}

async function demoPeople(db: Database, password: string): Promise<string[]> {
  const [first] = await db.sql<{ hash: string | null }>('SELECT password_hash AS hash FROM people WHERE username = $1', [
    PEOPLE[0].username,
  ])
  if (!first) return []
  const width = Math.max(...PEOPLE.map(({ username }) => username.length))
  const lines = PEOPLE.map(({ username, name, role }) => `  ${username.padEnd(width)}  ${name}, ${ROLE[role]}`)
  // The setting may be another than when they were made.
  const isTheirs = await verifyPassword(first.hash, password)
  return ['Orang contoh:', ...lines, isTheirs ? `Kata sandi mereka semua: ${password}` : 'Kata sandi mereka sudah diganti.']
}
