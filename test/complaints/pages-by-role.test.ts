import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { browserOf, startApp } from '../support/app.ts'
import { tell } from './carry.ts'
import { STATES, sees } from './matrix.ts'
import { CAST, holderOf, storiesOf } from './stories.ts'

const app = await startApp()
const { signIn, close } = app
afterAll(close)

const ROLES: Username[] = [
  ...(['admin.humas', 'callcenter', 'kasie.hula', 'kabag.humas', 'quick.response'] as const),
  ...(['teknik.2', 'staf.wilayah2', 'direktur', 'sistem'] as const),
]
const FRONT_DESK: Username[] = ['admin.humas', 'callcenter', 'kasie.hula']
const everybodyBut = (...names: Username[]) => ROLES.filter((who) => !names.includes(who))

/** Page: who gets it; all others who signed in are told that they may not (403). */
const PAGES: [string, Username[]][] = [
  ['/aduan', everybodyBut('sistem')],
  ...['saya', 'unit', 'terbuka', 'terlambat', 'selesai', 'cari'].map((tab): [string, Username[]] => [
    `/aduan?tab=${tab}`,
    everybodyBut('sistem'),
  ]),
  ['/aduan?q=bocor', everybodyBut('sistem')],
  ['/aduan?pilih=ya', everybodyBut('sistem')],
  ['/pemantauan', everybodyBut('sistem', 'teknik.2')],
  ['/pemantauan/isi', everybodyBut('sistem', 'teknik.2')],
  ['/dasbor', ['kabag.humas', 'direktur']],
  ['/dasbor?periode=2026&jenis=semua', ['kabag.humas', 'direktur']],
  ['/saya', everybodyBut('sistem', 'direktur')],
  ['/pemberitahuan', everybodyBut('sistem')],
  ['/akun/pemberitahuan', everybodyBut('sistem')],
  ['/kepatuhan', ['kabag.humas', 'direktur']],
  ['/kepatuhan?periode=2026-11', ['kabag.humas', 'direktur']],
  ['/kepatuhan/aduan?periode=2026-11&langkah=3&sebab=late', ['kabag.humas', 'direktur']],
  ['/kepatuhan/kejadian.csv?periode=2026-11', ['kabag.humas', 'direktur']],
  ['/laporan', ['kabag.humas', 'direktur']],
  ['/laporan/bulanan/2026-11', ['kabag.humas', 'direktur']],
  ['/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived', ['kabag.humas', 'direktur']],
  ['/aduan/baru', FRONT_DESK],
  ['/aduan/baru/serupa?telepon=081234567890', FRONT_DESK],
  ['/aduan/baru/saran?kategori=1', FRONT_DESK],
  ['/pengaturan', ['kasie.hula', 'kabag.humas', 'sistem']],
  ['/pengaturan/akses', ['kasie.hula', 'kabag.humas']],
  ['/pengaturan/sop', ['kabag.humas']],
  ['/pengaturan/kop-surat', ['kabag.humas']],
  ['/pengaturan/penerima-laporan', ['kabag.humas']],
  ['/laporan/periksa', ['kabag.humas', 'direktur']],
  ['/pengaturan/sla', ['kabag.humas']],
  ['/pengaturan/sla/baru', ['kabag.humas']],
  ['/pengaturan/kalender', ['kabag.humas']],
  ['/pengaturan/kalender/jam', ['kabag.humas']],
  ['/pengaturan/kalender/libur/baru', ['kabag.humas']],
  ['/pengaturan/kalender/libur/2026-12-25', ['kabag.humas']],
  ['/pengaturan/kalender/impor', ['kabag.humas']],
  ['/pengaturan/penundaan', ['kabag.humas']],
  ['/pengaturan/penundaan/baru', ['kabag.humas']],
  ['/pengaturan/penundaan/1', ['kabag.humas']],
  ['/pengaturan/pengingat', ['kabag.humas']],
  ['/pengaturan/pengingat/baru', ['kabag.humas']],
  ['/pengaturan/pengingat/1', ['kabag.humas']],
  ['/pengaturan/sambungan', ['kabag.humas']],
  ['/pengaturan/surat', ['kasie.hula']],
  ['/pengaturan/surat/umum', ['kasie.hula']],
  ['/pengaturan/surat/1', ['kasie.hula']],
  ['/pengaturan/pengukuran', ['kabag.humas']],
  ['/pengaturan/pengukuran/1', ['kabag.humas']],
  ['/pengaturan/pesan', ['kasie.hula']],
  ['/pengaturan/pesan/nomor', ['kasie.hula']],
  ['/pengaturan/pesan/nomor/bawaan', ['kasie.hula']],
  ['/pengaturan/kotak-keluar', ['kasie.hula', 'kabag.humas', 'sistem']],
  ['/pengaturan/orang', ['sistem']],
  ['/pengaturan/orang/baru', ['sistem']],
  ['/pengaturan/jejak', ['sistem']],
  ['/akun', ROLES],
  ['/akun/kata-sandi', ROLES],
]

test.each(PAGES)('%s opens for whom it is and for nobody else', async (path, allowed) => {
  for (const who of ROLES) {
    const { status } = await (await signIn(who)).get(path)
    expect([who, status]).toEqual([who, allowed.includes(who) ? 200 : 403])
  }
  const { status, headers } = await browserOf(app.app).get(path)
  expect([status, headers.location]).toEqual([303, `/masuk?ke=${encodeURIComponent(path)}`])
})

test('what is not in the menu of a person is not theirs either', async () => {
  for (const who of ROLES) {
    const $ = load((await (await signIn(who)).get('/akun').expect(200)).text)
    const hrefs = $('a[href^="/"]')
      .toArray()
      .map((link) => $(link).attr('href') ?? '')
    for (const [path, allowed] of PAGES)
      if (hrefs.includes(path)) expect([who, path]).toEqual([allowed.includes(who) && who, path])
  }
})

// Papers ask the same question as the page: some states are enough.
const WITH_PAPERS = ['SUBMITTED', 'IN_PROGRESS', 'DISMISSED']

const told = await Promise.all(
  STATES.map((state) => {
    const story = storiesOf(app).find(({ facts }) => facts.state === state)
    if (!story) throw new Error(`No story for ${state}`)
    return tell(app, story)
  }),
)

test.each(told)(
  '$facts.state: page and list of papers open for who sees it, and are not there for the others',
  async ({ number, facts }) => {
    for (const who of CAST)
      for (const path of [`/aduan/${number}`, ...(WITH_PAPERS.includes(facts.state) ? [`/aduan/${number}/kertas`] : [])]) {
        const { status } = await (await signIn(who)).get(path)
        expect([who, path, status]).toEqual([who, path, sees(holderOf(who), facts) ? 200 : 404])
      }
    const { status, headers } = await browserOf(app.app).get(`/aduan/${number}`)
    expect([status, headers.location]).toEqual([303, `/masuk?ke=${encodeURIComponent(`/aduan/${number}`)}`])
  },
)
