import { PEOPLE } from '../prisma/seed/people.ts'
import type { Database } from './db.ts'
import type { Env } from './env.ts'
import { firstAdminLink } from './people/links.ts'
import type { Clock } from './time.ts'
import { ROLE } from './words.ts'

/** Tells the operator where Tanggap is found and who can sign in. */
export async function greet(db: Database, env: Env, clock: Clock, say: (line: string) => void): Promise<void> {
  if (env.demo) demoPeople(env.demoPassword).forEach(say)
  else await firstAdministrator(db, env, clock, say)
  say(`Tanggap siap di ${env.baseUrl} dalam ${(performance.now() / 1_000).toFixed(1).replace('.', ',')} detik. Berhenti: Ctrl+C.`)
}

function demoPeople(password: string): string[] {
  const width = Math.max(...PEOPLE.map(({ username }) => username.length))
  const lines = PEOPLE.map(({ username, name, role }) => `  ${username.padEnd(width)}  ${name}, ${ROLE[role]}`)
  return ['Orang contoh:', ...lines, `Kata sandi mereka semua: ${password}`]
}

async function firstAdministrator(db: Database, env: Env, clock: Clock, say: (line: string) => void): Promise<void> {
  const link = await firstAdminLink(db, clock, env.baseUrl)
  if (link) say(`Belum ada Administrator Sistem. Tautan sekali pakai untuk membuat kata sandinya (pengguna "sistem"):\n  ${link}`)
}
