import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import type { User } from '../permissions.ts'
import { type Clock, MINUTE, timeOfDay } from '../time.ts'
import { clearFailures, takeAttempt } from './lockout.ts'
import { verifyPassword } from './passwords.ts'
import { findCredentials, findUser } from './store.ts'

export type Setting = { db: Database; clock: Clock; env: Env }
export type Attempt = { username: string; password: string; address: string }
export type Outcome = { user: User; passwordHash: string } | { user?: undefined; message: string; locked: boolean }

const WRONG = 'Nama pengguna atau kata sandi salah.'

/** Who this is, or words that are the same whether the name is unknown, is disabled or has another password. */
export async function checkCredentials({ db, clock, env }: Setting, { username, password, address }: Attempt): Promise<Outcome> {
  const lockout = { db, clock, secret: env.sessionSecret }
  const { lockedUntil } = await takeAttempt(lockout, { name: username, address })
  if (lockedUntil) return { message: lockedWords(lockedUntil), locked: true }
  const known = await findCredentials(db, username)
  const right = await verifyPassword(known?.passwordHash, password)
  const found = right && known ? await findUser(db, clock.now(), known.id) : undefined
  if (!found || !known?.passwordHash) return { message: WRONG, locked: false }
  await clearFailures(lockout, { name: username, address })
  return { user: found.user, passwordHash: known.passwordHash }
}

// Rounded up to the next minute: at the time that was said, it works.
const lockedWords = (until: Date): string =>
  `Terlalu banyak percobaan yang gagal. Demi keamanan, coba lagi pukul ${timeOfDay(new Date(until.getTime() + MINUTE))}.`
