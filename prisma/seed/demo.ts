import type { Database, Sql } from '../../src/db.ts'
import { readMasterData } from '../../src/settings/store.ts'
import type { Clock } from '../../src/time.ts'
import { areThereDemoPeople, makeDemoPeople } from './demo-people.ts'
import { inPipeline } from './pipeline.ts'
import { UNITS } from './units.ts'

const DEMO = 7_402_003

/**
 * The demo people and the histories of their complaints, unless there are complaints or these people already. All of it in one transaction: when
 * it is interrupted nothing of it is there, and the next start makes it anew.
 */
export async function seedDemo(
  { db, clock }: { db: Database; clock: Clock },
  password: string,
  say: (line: string) => void,
): Promise<void> {
  if (await isInUse(db.sql)) return
  await inPipeline(db, async (within) => {
    await within.sql('SELECT pg_advisory_xact_lock($1)', [DEMO])
    if (await isInUse(within.sql)) return
    say('Menyiapkan data contoh …')
    await tellStories(within, clock.now(), password)
  })
}

async function tellStories(db: Database, now: Date, password: string): Promise<void> {
  // Hundreds of texts: read only when there is a demo to make.
  const [{ stories }, { play }] = await Promise.all([import('./stories.ts'), import('./play.ts')])
  const users = await makeDemoPeople(db.sql, now, password)
  await play({ db, users, master: await readMasterData(db.sql, now) }, stories(now))
  await db.sql('UPDATE complaints SET silent_until = $1', [now])
  await db.sql(SET_CONNECTIONS, [JSON.stringify(UNITS)])
}

const SET_CONNECTIONS = `UPDATE units SET connections = given.connections FROM jsonb_to_recordset($1) AS given (code text, connections int)
  WHERE units.code = given.code AND given.connections IS NOT NULL`

async function isInUse(sql: Sql): Promise<boolean> {
  const complaints = await sql('SELECT FROM complaints LIMIT 1')
  return complaints.length > 0 || (await areThereDemoPeople(sql))
}
