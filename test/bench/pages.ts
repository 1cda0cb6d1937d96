// What is measured: the pages people open all day, and the intake.
import { newToken } from '../../src/complaints/form-token.ts'
import type { Database } from '../../src/db.ts'
import { toLocalInput } from '../../src/time.ts'
import { PASSWORD } from './fill.ts'
import { send, type Target } from './load.ts'

/** The cookie of somebody who has signed in through the form. */
export async function signIn(origin: string, username: string): Promise<string> {
  const form = new URLSearchParams({ username, password: PASSWORD }).toString()
  const { status, cookies } = await send(origin, { path: '/masuk', form })
  if (status !== 303) throw new Error(`Signing in answers ${status}`)
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
}

export type Place = { db: Database; origin: string; secret: string }
export type Page = 'queue' | 'complaint' | 'number' | 'words' | 'account' | 'intake'

/** As Petugas Admin Humas sees them. */
export async function pagesOf({ db, origin, secret }: Place): Promise<Record<Page, Target>> {
  const cookie = await signIn(origin, 'admin.humas')
  const numbers = await numbersOf(db)
  const page = (name: string, path: (turn: number) => string, status = 200): Target => ({
    name: `${name} ${origin}`,
    origin,
    status,
    ask: (turn) => ({ path: path(turn), headers: { cookie } }),
  })
  const number = (turn: number) => numbers[turn % numbers.length] ?? ''
  return {
    queue: page('queue', () => '/aduan?tab=terbuka'),
    complaint: page('complaint', (turn) => `/aduan/${number(turn)}`),
    number: page('number', (turn) => `/aduan?q=${number(turn)}`, 303),
    words: page('words', (turn) => `/aduan?q=${WORDS[turn % WORDS.length]}`),
    account: page('account', () => '/akun'),
    intake: { ...(await intake(db, origin, cookie, secret)), name: `intake ${origin}` },
  }
}

const WORDS = ['air+mati+lorong', 'meteran', 'pipa+bocor+jalan', 'tagihan+naik', 'ramlah', 'keruh+bau']

/** Every open complaint and as many closed ones, mixed. */
async function numbersOf(db: Database): Promise<string[]> {
  const rows = await db.sql<{ number: string }>(
    `SELECT 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') AS number FROM complaints
     ORDER BY closed_at IS NULL DESC, id DESC LIMIT 4000`,
  )
  return rows.map((_, index) => rows[(index * 1_237) % rows.length]?.number ?? '')
}

/** The form as an officer sends it, each time with a token of its own: the same form twice makes one complaint. */
async function intake(db: Database, origin: string, cookie: string, secret: string): Promise<Target> {
  const [of] = await db.sql<{ person: number; channel: number; category: number; village: string }>(
    `SELECT (SELECT id FROM people WHERE username = 'admin.humas') AS person, (SELECT min(id) FROM channels) AS channel,
       (SELECT id FROM categories WHERE code = 'TIDAK_MENGALIR') AS category, (SELECT min(code) FROM villages) AS village`,
  )
  if (!of) throw new Error('A query without FROM gives a row')
  const fields = {
    ...{ kanal: String(of.channel), jenis: 'COMPLAINT', layanan: 'WATER', kategori: String(of.category), perihal: '' },
    ...{
      uraian:
        'Air tidak mengalir sejak kemarin sore, tetangga sebelah juga. Sudah ditampung tetapi habis. Mohon dikirim tangki air.',
    },
    ...{
      kelurahan: of.village,
      alamat: 'Jl. Andi Tonro IV No. 11',
      nomor_sambungan: '',
      nama: 'Ramlah Daeng Kebo',
      telepon: '081234567890',
    },
  }
  const ask = (turn: number) => {
    const openedAt = new Date(Date.now() - 240_000)
    const body = {
      ...fields,
      formulir: newToken(of.person, openedAt, secret),
      waktu_masuk: toLocalInput(openedAt),
      nomor_sambungan: String(300_000_000 + turn),
    }
    return { path: '/aduan/baru', form: new URLSearchParams(body).toString(), headers: { cookie } }
  }
  return { name: 'intake', origin, ask, status: 303 }
}
