// One download with all of a complaint, read back as an auditor would: complete, checkable, and never held as a whole.

import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { get as request } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Response } from 'superagent'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { PEOPLE, type Username } from '../../prisma/seed/people.ts'
import { openFolder } from '../../src/attachments/objects-folder.ts'
import { filePath } from '../../src/papers/dossier.ts'
import { archive } from '../../src/papers/dossier-zip.ts'
import { jpeg } from '../attachments/samples.ts'
import { PASSWORD, startApp } from '../support/app.ts'
import { act, complaintIn, recordComplaint } from '../support/complaints.ts'
import { made } from './making.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const app = await startApp()
const { db, env, clock, user, signIn, close } = app
afterAll(close)

type Files = Map<string, Buffer>
const raw = (res: Response, done: (error: Error | null, body: unknown) => void): void => {
  buffer(res as unknown as Readable).then(
    (bytes) => done(null, bytes),
    (error) => done(error, null),
  )
}
async function download(number: string, who: Username = 'admin.humas'): Promise<Files> {
  const answer = await (await signIn(who)).get(`/aduan/${number}/berkas.zip`).buffer(true).parse(raw)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip'])
  return unpacked(answer.body)
}
/** Every file of an archive; none twice. */
function unpacked(bytes: Buffer): Promise<Files> {
  const files: Files = new Map()
  return new Promise((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('error', reject)
      zip.on('end', () => resolve(files))
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (fault, stream) => {
          if (fault || files.has(entry.fileName)) return reject(fault ?? new Error(`Twice: ${entry.fileName}`))
          files.set(entry.fileName, await buffer(stream))
          zip.readEntry()
        }),
      )
      zip.readEntry()
    }),
  )
}
type Manifest = {
  nomor: string
  oleh: string
  berkas: { path: string; bytes: number; sha256: string }[]
  tidakAda: { path: string; reason: string }[]
  dikosongkan: { kind: string; code: string }[]
}
const manifestOf = (files: Files): Manifest => JSON.parse(String(files.get('daftar-isi.json')))
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const textIn = async (pdf: Buffer) => {
  const paper = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const { items } = await (await paper.getPage(1)).getTextContent()
  await paper.destroy()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
}
const attach = async (number: string, names: string[]) => {
  const sending = (await signIn('admin.humas')).post(`/aduan/${number}/catat`).field('catatan', '=HYPERLINK("http://x.example")')
  for (const [index, name] of names.entries()) sending.attach('lampiran', await jpeg(index + 1), name)
  await sending.expect(303)
}

describe('all of a complaint', () => {
  let number: string
  let files: Files
  beforeAll(async () => {
    number = await complaintIn(app, 'MONITORING', { alamat: 'Jl. Baji Gau 3' })
    await attach(number, ['pipa.jpg', 'pipa.jpg', '../../../etc/passwd.jpg', 'nama: “aneh” <1>.jpg'])
    await made(app, number, 'tanda-terima', 'admin.humas')
    await made(app, number, 'berita-acara', 'kasie.hula')
    await act(app, number, 'kasie.hula', 'confirm')
    await made(app, number, 'berita-acara', 'kasie.hula')
    const letter = { kepada: 'Daeng Baji', perihal_surat: 'Jawaban', isi: 'Pipa sudah diperbaiki.' }
    await (await signIn('kasie.hula')).post(`/aduan/${number}/surat`).type('form').send(letter).expect(303)
    files = await download(number)
  }, 60_000)

  test('is there: history, every version of every paper, every file under a name of its own, and the manifest', () => {
    const names = [...files.keys()].map((path) => path.replace(/[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/, 'KODE'))
    expect(names).toEqual([
      ...['riwayat.json', 'riwayat.csv', 'dokumen/01-tanda-terima-versi-1-KODE.pdf', 'dokumen/02-berita-acara-versi-1-KODE.pdf'],
      ...['dokumen/03-berita-acara-versi-2-KODE.pdf', 'dokumen/04-surat-versi-1-KODE.pdf', 'lampiran/01-pipa.jpg'],
      ...['lampiran/02-pipa.jpg', 'lampiran/03-passwd.jpg', 'lampiran/04-nama_ “aneh” _1_.jpg', 'daftar-isi.json'],
    ])
  })

  test('can be checked against the manifest, byte by byte', () => {
    const { berkas, tidakAda, nomor, oleh } = manifestOf(files)
    const held = [...files].filter(([path]) => path !== 'daftar-isi.json')
    expect(berkas).toEqual(held.map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })))
    expect([tidakAda, nomor, oleh]).toEqual([[], number, user('admin.humas').name])
  })

  test('has papers that can be read, and photos as they were kept', async () => {
    const path = [...files.keys()].find((one) => one.includes('berita-acara-versi-2')) ?? ''
    const text = await textIn(files.get(path) ?? Buffer.alloc(0))
    expect(text).toContain(number)
    expect(text).toContain(/versi-2-([0-9A-Z-]{14})/.exec(path)?.[1] ?? '-')
    const [kept] = await db.sql<{ hash: string }>(
      `SELECT hash FROM attachments WHERE complaint_id IS NOT NULL ORDER BY id LIMIT 1`,
    )
    expect(sha256(files.get('lampiran/01-pipa.jpg') ?? Buffer.alloc(0))).toBe(kept?.hash)
  })

  test('tells every event with its payload and words', async () => {
    const { riwayat, pelapor } = JSON.parse(String(files.get('riwayat.json')))
    const events = await db.sql(`SELECT e.type, e.payload FROM events e JOIN complaints c ON c.id = e.complaint_id
      WHERE 'ADU-' || c.year || '-' || lpad(c.sequence::text, 6, '0') = '${number}' ORDER BY e.at, e.sequence`)
    expect(riwayat.map(({ type, payload }: { type: string; payload: object }) => ({ type, payload }))).toEqual(events)
    expect(pelapor).toMatchObject({ name: 'Daeng Baji', phone: '0812-3456-7890' })
    expect(riwayat.at(-1)).toMatchObject({ who: user('kasie.hula').name })
  })

  test('has a table to read in which nothing is a formula', () => {
    const table = String(files.get('riwayat.csv'))
    expect(table.replaceAll('"', '')).toContain('Nomor;Waktu;Dicatat;Oleh;Kejadian;Isi;Berkas')
    expect(table).toContain(`'=HYPERLINK`)
    expect(table).toContain('menyatakan aduan ini selesai.')
  })

  test('whose taking is logged', async () => {
    clock.advance(20)
    await download(number, 'kabag.humas')
    const rows = await db.sql(
      `SELECT person_id AS who, at FROM access_log WHERE what = 'Berkas lengkap aduan' ORDER BY id DESC LIMIT 1`,
    )
    expect(rows).toEqual([{ who: user('kabag.humas').id, at: clock.now() }])
  })

  test('without what the store has lost, and says so', async () => {
    const [lost] = await db.sql<{ hash: string }>(`SELECT hash FROM attachments WHERE name = 'passwd.jpg'`)
    const folder = openFolder(env.dataDir)
    const bytes = await buffer(await folder.get(lost?.hash ?? ''))
    await folder.remove(lost?.hash ?? '')
    const rest = await download(number)
    expect(manifestOf(rest).tidakAda).toEqual([
      { path: 'lampiran/03-passwd.jpg', reason: expect.stringContaining('tidak ditemukan') },
    ])
    expect([...rest.keys()]).toEqual([...files.keys()].filter((path) => !path.includes('passwd')))
    await folder.put(lost?.hash ?? '', bytes)
  })

  test('without what retention has emptied, which keeps its fingerprint', async () => {
    const [{ code } = { code: '' }] = await db.sql<{ code: string }>(
      `UPDATE papers SET content = NULL WHERE kind = 'RECEIPT' RETURNING code`,
    )
    const rest = await download(number)
    expect([...rest.keys()].some((path) => path.includes('tanda-terima'))).toBe(false)
    expect(manifestOf(rest).dikosongkan).toMatchObject([{ kind: 'RECEIPT', code: code.replace(/(.{4})(?=.)/g, '$1-') }])
  })
})

test('is for the closers alone: others who see the complaint may not, who does not see it finds nothing', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  const allowed: Username[] = ['admin.humas', 'kasie.hula', 'kabag.humas']
  const seeing: Username[] = [...allowed, 'callcenter', 'direktur', 'staf.wilayah2', 'teknik.2', 'quick.response']
  for (const { username } of PEOPLE) {
    const { status } = await (await signIn(username)).get(`/aduan/${number}/berkas.zip`).buffer(true).parse(raw)
    expect([username, status]).toEqual([username, allowed.includes(username) ? 200 : seeing.includes(username) ? 403 : 404])
  }
  for (const none of ['ADU-2026-999999', 'x'])
    expect((await (await signIn('kasie.hula')).get(`/aduan/${none}/berkas.zip`)).status).toBe(404)
})

describe('of a hundred megabytes', () => {
  const SIZE = 10 * 1024 * 1024
  let number: string
  let cookie: string
  beforeAll(async () => {
    number = await recordComplaint(app)
    const folder = openFolder(env.dataDir)
    for (let index = 0; index < 10; index++) {
      const bytes = randomBytes(SIZE)
      await folder.put(sha256(bytes), bytes)
      await db.sql('INSERT INTO blobs (hash, bytes, touched_at) VALUES ($1, $2, $3)', [sha256(bytes), SIZE, clock.now()])
      await db.sql(
        `INSERT INTO attachments (complaint_id, event_sequence, person_id, name, type, hash, staged_at)
         SELECT max(id), 1, $1, 'besar.pdf', 'application/pdf', $2, $3 FROM complaints`,
        [user('admin.humas').id, sha256(bytes), clock.now()],
      )
    }
    const form = new URLSearchParams({ username: 'kasie.hula', password: PASSWORD })
    const { headers } = await fetch(`${app.url}/masuk`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
    cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
  }, 60_000)

  /** Of the store's objects those that this process has open, by their descriptors. */
  const opened = (): string[] =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(`${env.dataDir}/lampiran`)
      } catch {
        return false // closed by itself just now
      }
    })
  const readOf = (fd = ''): number => Number(/pos:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1])
  const start = () =>
    new Promise<{ bytes: AsyncIterator<Buffer>; stop: () => void }>((resolve, reject) => {
      const sent = request(`${app.url}/aduan/${number}/berkas.zip`, { headers: { cookie } }, (res) => {
        expect(res.statusCode).toBe(200)
        resolve({ bytes: res[Symbol.asyncIterator](), stop: () => sent.destroy() })
      })
      sent.on('error', reject)
    })

  test('reads no further ahead than whoever takes it, one file after the other', async () => {
    const { bytes, stop } = await start()
    await bytes.next()
    // Until nothing moves any more: what lies between is full.
    let read = -1
    const rests = () => {
      const before = read
      read = readOf(opened()[0])
      return read > 0 && read === before
    }
    await expect.poll(rests, { interval: 300, timeout: 10_000 }).toBe(true)
    expect([opened().length, read > 0, read < SIZE]).toEqual([1, true, true])
    const before = process.memoryUsage().arrayBuffers
    const peaks = { open: 0, held: 0, read: 0, looks: 0 }
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) {
      peaks.read += next.value.length
      peaks.open = Math.max(peaks.open, opened().length)
      if (peaks.read < (peaks.looks + 1) * SIZE) continue
      peaks.looks++
      collect() // what is held, not what waits to be collected
      peaks.held = Math.max(peaks.held, process.memoryUsage().arrayBuffers - before)
    }
    expect(peaks.read).toBeGreaterThan(9.9 * SIZE)
    expect(peaks.open).toBe(1)
    expect(peaks.looks).toBeGreaterThan(8)
    expect(peaks.held).toBeLessThan(8 * SIZE)
    stop()
  }, 60_000)

  test('that is broken off closes what it has open, and the application goes on', async () => {
    const { bytes, stop } = await start()
    for (let read = 0; read < SIZE * 1.5; ) read += (await bytes.next()).value?.length ?? 0
    expect(opened()).toHaveLength(1)
    stop()
    await expect.poll(() => opened().length, { timeout: 5_000 }).toBe(0)
    expect(manifestOf(await download(number, 'kasie.hula')).berkas.filter(({ bytes }) => bytes === SIZE)).toHaveLength(10)
  }, 60_000)
})

test('one person takes one at a time, and the next when that has ended', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  const [one, other] = [await signIn('kasie.hula'), await signIn('kasie.hula')]
  const answers = await Promise.all([one, other].map((agent) => agent.get(`/aduan/${number}/berkas.zip`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 503])
  await one.get(`/aduan/${number}/berkas.zip`).expect(200)
})

test('what breaks off while it is read is named, and the rest is good', async () => {
  async function* breaking() {
    yield Buffer.from('separuh')
    throw new Error('The store is gone')
  }
  const entries = [
    { path: 'satu.txt', mtime: clock.now(), open: async () => Readable.from(breaking()) },
    { path: 'dua.txt', mtime: clock.now(), open: async () => Buffer.from('utuh') },
  ]
  const stream = archive(
    entries,
    (files, missing) => JSON.stringify({ files, missing }),
    clock.now(),
    new AbortController().signal,
  )
  const files = await unpacked(await buffer(stream))
  expect([String(files.get('satu.txt')), String(files.get('dua.txt'))]).toEqual(['separuh', 'utuh'])
  expect(JSON.parse(String(files.get('daftar-isi.json'))).missing).toEqual([
    { path: 'satu.txt', reason: expect.stringContaining('terputus') },
  ])
})

test.each([
  ['a/b\\c.jpg', null, 'lampiran/01-a_b_c.jpg'],
  ['..', null, 'lampiran/01-jpg'],
  ['foto.png', 'BEFORE', 'lampiran/01-sebelum-foto.jpg'],
  [`${'💧'.repeat(100)}.png`, 'BEFORE', `lampiran/01-sebelum-${'💧'.repeat(44)}.jpg`],
] as const)('%s is called as every system takes it', (name, phase, path) => {
  expect(filePath({ name, type: 'image/jpeg', phase }, 0)).toBe(path)
})
