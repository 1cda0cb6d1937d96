// npm run check:figures counts all afresh, in the database that the application uses, and tells every difference; it ends with 1 when there is one.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../database/embedded.ts'
import { openDatabase } from '../db.ts'
import { readEnv } from '../env.ts'
import { type Checked, checkFigures } from './check-store.ts'

await check().catch((error: Error) => {
  console.error(`Angka tidak dapat diperiksa: ${error.message}`)
  process.exitCode = 1
})

async function check(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { databaseUrl, dataDir } = readEnv(process.env)
  if (!databaseUrl && !existsSync(join(dataDir, 'postgres'))) throw new Error(`belum ada basis data di ${dataDir}`)
  const embedded = databaseUrl ? null : await startPostgres(dataDir)
  const db = openDatabase(databaseUrl ?? embedded?.url ?? '')
  try {
    tell(await checkFigures(db))
  } finally {
    await db.close()
    await embedded?.stop()
  }
}

function tell({ compared, complaints, days }: Checked): void {
  const lines = [
    ...complaints.map((number) => `  ${number}: yang dihitung tidak sama dengan aduannya`),
    ...days.map(({ from, until }) => `  ${from} sampai ${until}: hitungan yang disimpan tidak sama dengan hitungan ulang`),
  ]
  const found = lines.length === 0 ? 'semua angka sama' : `${lines.length.toLocaleString('id')} perbedaan`
  console.log(`${compared.toLocaleString('id')} aduan dihitung ulang: ${found}.`)
  for (const line of lines) console.log(line)
  if (lines.length > 0) process.exitCode = 1
}
