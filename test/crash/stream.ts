// Officers who record one complaint after another over HTTP, as fast as they are answered.
import { makeDemoPeople } from '../../prisma/seed/demo-people.ts'
import { seedMasterData } from '../../prisma/seed/index.ts'
import { migrate } from '../../src/database/migrations.ts'
import { type Database, openDatabase } from '../../src/db.ts'
import { readMasterData } from '../../src/settings/store.ts'
import { systemClock as clock, toLocalInput } from '../../src/time.ts'
import { PASSWORD } from '../support/app.ts'
import { villageOf } from '../support/complaints.ts'

/** A migrated database with the office's data and the demo's people; gives what an intake sends besides its own key. */
export async function openOffice(url: string): Promise<{ db: Database; call: Record<string, string> }> {
  await migrate(url)
  const db = openDatabase(url)
  await seedMasterData(db, clock)
  await makeDemoPeople(db.sql, clock.now(), PASSWORD)
  const master = await readMasterData(db.sql, clock.now())
  const call = {
    ...{
      kanal: String(master.channels[0]?.id),
      jenis: 'COMPLAINT',
      layanan: 'WATER',
      kategori: String(master.categories[0]?.id),
    },
    ...{ uraian: 'Air tidak mengalir sejak pagi.', waktu_masuk: toLocalInput(clock.now()), kelurahan: villageOf(master, 'WIL2') },
    ...{ nama: 'Daeng Baji', telepon: '081234567890', tindakan: 'simpan' },
  }
  return { db, call }
}

type Intake = Record<string, string>
export type Officer = {
  /** A form as the page gives it, filled. */
  open(call: Intake): Promise<Intake>
  /** The number acknowledged; undefined when the application, or what lies below it, was not there. */
  send(form: Intake): Promise<string | undefined>
}

export async function officerAt(url: string): Promise<Officer> {
  const post = (path: string, fields: Intake, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: url, Cookie: cookie },
      redirect: 'manual',
    })
  const entered = await post('/masuk', { username: 'admin.humas', password: PASSWORD })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return {
    async open(call) {
      const page = await (await fetch(`${url}/aduan/baru`, { headers: { Cookie: cookie } })).text()
      return { ...call, formulir: /name="formulir" value="([^"]+)"/.exec(page)?.[1] ?? '' }
    },
    async send(form) {
      const answer = await post('/aduan/baru', form, cookie).catch(() => undefined)
      if (answer?.status === 422) throw new Error(`The intake is refused: ${await answer.text()}`)
      return /ADU-\d{4}-\d+/.exec(answer?.headers.get('location') ?? '')?.[0]
    },
  }
}

/** Sends form after form, each until it is acknowledged, from several officers at once; calls back at each number. */
export async function stream(
  officers: Officer[],
  forms: Intake[],
  acknowledged: (number: string, form: Intake) => void,
): Promise<void> {
  const waiting = [...forms]
  const work = async (officer: Officer) => {
    for (let form = waiting.shift(); form; form = waiting.shift()) {
      const number = await officer.send(form)
      if (!number) return void waiting.unshift(form)
      acknowledged(number, form)
    }
  }
  await Promise.all(officers.map(work))
}
