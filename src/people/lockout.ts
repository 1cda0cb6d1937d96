// Failures of the last 15 minutes, counted in the database and so across instances. An attempt counts as a failure from before its
// password is looked at, until it proves right: attempts that run side by side cannot outnumber the limits.
import { createHmac } from 'node:crypto'
import type { Database, Sql } from '../db.ts'
import type { Prisma } from '../generated/client.ts'
import { type Clock, MINUTE } from '../time.ts'
import { networkOf } from './network.ts'

const WINDOW = 15 * MINUTE
const PER_NAME_AND_ADDRESS = 10
const PER_NAME = 50
const PER_ADDRESS = 200

export type Attempt = { name: string; address: string }
type Keys = { nameHash: string; address: string }
type Lockout = { db: Database; clock: Clock; secret: string }

/** Takes one of the attempts that are left; gives the instant at which there will be one again when there is none. */
export function takeAttempt({ db, clock, secret }: Lockout, attempt: Attempt): Promise<{ lockedUntil?: Date }> {
  const keys = keysOf(secret, attempt)
  const now = clock.now()
  return db.transaction(async (sql) => {
    await oneAtATime(sql, keys)
    const lockedUntil = await findLock(sql, keys, now)
    if (lockedUntil) return { lockedUntil }
    await sql('INSERT INTO sign_in_failures (name_hash, address, at) VALUES ($1, $2, $3)', [keys.nameHash, keys.address, now])
    return {}
  })
}

/** The attempt was right: what this name failed at this address is forgotten. */
export const clearFailures = ({ db, secret }: Lockout, attempt: Attempt) =>
  db.prisma.signInFailure.deleteMany({ where: keysOf(secret, attempt) })

/** A name with a new password begins anew, wherever it failed before. */
export const forgiveName = (tx: Prisma.TransactionClient, secret: string, name: string) =>
  tx.signInFailure.deleteMany({ where: { nameHash: hashOf(secret, name) } })

/** Every attempt locks its name first and its address second, so that no two wait for each other. */
async function oneAtATime(sql: Sql, { nameHash, address }: Keys): Promise<void> {
  await sql(`SELECT pg_advisory_xact_lock(hashtextextended('name ' || $1, 0))`, [nameHash])
  await sql(`SELECT pg_advisory_xact_lock(hashtextextended('address ' || $1, 0))`, [address])
}

/** The attempt that fills a limit keeps it locked until that attempt is as old as the window. */
async function findLock(sql: Sql, { nameHash, address }: Keys, now: Date): Promise<Date | undefined> {
  const since = new Date(now.getTime() - WINDOW)
  await sql('DELETE FROM sign_in_failures WHERE id IN (SELECT id FROM sign_in_failures WHERE at <= $1 FOR UPDATE SKIP LOCKED)', [
    since,
  ])
  const [full] = await sql<{ at: Date | null }>(FULL, [nameHash, address, since])
  return full?.at ? new Date(full.at.getTime() + WINDOW) : undefined
}

const nthLatest = (limit: number, condition: string) =>
  `(SELECT at FROM sign_in_failures WHERE ${condition} AND at > $3 ORDER BY at DESC OFFSET ${limit - 1} LIMIT 1)`

const FULL = `SELECT greatest(
  ${nthLatest(PER_NAME_AND_ADDRESS, 'name_hash = $1 AND address = $2')},
  ${nthLatest(PER_NAME, 'name_hash = $1')},
  ${nthLatest(PER_ADDRESS, 'address = $2')}) AS at`

const keysOf = (secret: string, { name, address }: Attempt): Keys => ({
  nameHash: hashOf(secret, name),
  address: networkOf(address),
})

const hashOf = (secret: string, name: string): string =>
  createHmac('sha256', secret).update(name.trim().toLowerCase()).digest('hex')
