// A database of a given size. Rows are made inside the server by INSERT … SELECT over generate_series: nothing travels, as quick as COPY.
import pg from 'pg'
import { makeDemoPeople } from '../../prisma/seed/demo-people.ts'
import { seedMasterData } from '../../prisma/seed/index.ts'
import { ACTIONS, CAUSES, COMPLAINANTS, COMPLAINT_TEXTS, DISPOSITIONS, EXPLANATIONS } from '../../prisma/seed/texts/index.ts'
import { migrate } from '../../src/database/migrations.ts'
import { openDatabase, type Sql } from '../../src/db.ts'
import { systemClock } from '../../src/time.ts'
import { NAMES, PLAN, type Size, TEXTS } from './plan.ts'
import { REPORTS, STATEMENTS, TEXTS_OF_EVENTS } from './rows.ts'

export const PASSWORD = 'sandi-uji-kecepatan-1'

/** Fills an empty database with master data, the demo's people and so many complaints. */
export async function fillDatabase(url: string, size: Size): Promise<void> {
  await migrate(url)
  const db = openDatabase(url)
  await seedMasterData(db, systemClock)
  await makeDemoPeople(db.sql, systemClock.now(), PASSWORD)
  await db.transaction((sql) => fill(sql, size))
  await db.close()
  await command(url, 'VACUUM (ANALYZE)')
  await command(url, 'CHECKPOINT')
}

async function fill(sql: Sql, { total, open, days = 700, evenly = false }: Size): Promise<void> {
  await sql(TEXTS, [JSON.stringify(COMPLAINT_TEXTS)])
  await sql(NAMES, [JSON.stringify(COMPLAINANTS)])
  await sql(PLAN, [systemClock.now(), total, open, days, evenly ? 1 : 2])
  await sql('CREATE INDEX ON plan (n)')
  await sql('ANALYZE plan')
  await sql("SET LOCAL session_replication_role = 'replica'") // rows that refer to each other by construction need no checking
  const indexes = await sql<{ name: string; definition: string }>(WORD_INDEXES)
  for (const { name } of indexes) await sql(`DROP INDEX ${name}`)
  for (const statement of STATEMENTS) await sql(statement)
  await sql(TEXTS_OF_EVENTS, [EXPLANATIONS.TIDAK_MENGALIR[0], DISPOSITIONS[0]])
  await sql(REPORTS, [CAUSES.BOCOR_PIPA_DINAS[0], ACTIONS.BOCOR_PIPA_DINAS[0]])
  await sql("SET LOCAL maintenance_work_mem = '256MB'")
  for (const { definition } of indexes) await sql(definition)
  await sql('DELETE FROM facts_stale')
  await sql('INSERT INTO facts SELECT * FROM facts_now')
  await sql('INSERT INTO spells SELECT * FROM spells_now')
}

// Indexes of words are made several times quicker over all rows than row by row.
const WORD_INDEXES = `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE schemaname = 'public' AND tablename IN ('complaints', 'complainants') AND indexdef LIKE '%USING gin%'`

/** What may not stand in a transaction. */
export async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}
