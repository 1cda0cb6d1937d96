// Every kind of page that complaints have, and how its person comes there; a form's page plain and with its faults.
import type { Page } from 'playwright-core'
import type { Username } from '../../prisma/seed/people.ts'
import { State, type State as StateCode } from '../../src/generated/enums.ts'
import type { TestApp } from '../support/app.ts'
import { act, bodyOf, complaintIn } from '../support/complaints.ts'
import { button, field, fillIntake, openAction, openDecision } from './form-steps.ts'
import { unfold } from './inspection.ts'

/** What pages have unfolded stays known from stop to stop. */
export type Made = { test: TestApp; numbers: Record<StateCode, string>; unfolded: Set<string> }
export type Stop = [name: string, who: Username | null, go: (page: Page, made: Made) => Promise<unknown>]

/** One complaint in each state, all with special needs and much text, and one of each with an unhappy mark. */
export async function makeComplaints(test: TestApp): Promise<Made> {
  const more = {
    kebutuhan: test.master.needs.slice(0, 2).map(({ id }) => String(id)),
    keterangan_kebutuhan: 'Berbicara pelan; memakai kursi roda.',
    uraian: 'Air menyembur di depan rumah sejak subuh, jalan mulai tergenang. '.repeat(4),
    alamat: 'Jl. Baji Gau Raya Lorong 3 Nomor 12',
    prioritas: 'URGENT',
    nomor_sambungan: '010203040',
  }
  const numbers: Partial<Made['numbers']> = {}
  for (const state of Object.values(State)) numbers[state] = await complaintIn(test, state, more)
  const at = numbers as Made['numbers']
  await act(test, at.IN_PROGRESS, 'staf.wilayah2', 'involve', bodyOf('involve', test))
  await act(test, at.IN_PROGRESS, 'admin.humas', 'note', { catatan: 'Petugas sedang di jalan.', untuk_pelapor: 'ya' })
  await act(test, at.IN_PROGRESS, 'admin.humas', 'link', { aduan: at.ESCALATED, hubungan: 'RELATED' })
  test.clock.advance(200) // some limits are missed by now
  await complaintIn(test, 'RECEIVED', { nama: '', anonim: 'ya', prioritas: 'LOW' })
  return { test, numbers: at, unfolded: new Set() }
}

const opened = (who: Username, state: StateCode): Stop => [
  `${state} as ${who}`,
  who,
  async (page, { numbers, unfolded }) => {
    await page.goto(`/aduan/${numbers[state]}`)
    await unfold(page, unfolded)
  },
]
const at = (name: string, who: Username, address: string): Stop => [name, who, (page) => page.goto(address)]

export const STOPS: Stop[] = [
  at('queue', 'admin.humas', '/aduan'),
  [
    'queue, narrowed and unfolded',
    'admin.humas',
    async (page, { unfolded }) => {
      await page.goto('/aduan?tab=terbuka&prioritas=URGENT&dari=2026-11-01')
      await page.getByText('Tampilan', { exact: true }).click()
      await page.getByLabel('Simpan saringan ini sebagai').fill('Darurat bulan ini')
      await button(page, 'Simpan').click()
      await page.getByText('Tampilan', { exact: true }).click()
      await page.getByRole('link', { name: 'Darurat bulan ini' }).waitFor()
      await unfold(page, unfolded)
    },
  ],
  at('queue, to tick', 'admin.humas', '/aduan?pilih=ya'),
  at('queue, none ticked', 'admin.humas', '/aduan?pilih=kosong'),
  at('queue, found', 'admin.humas', '/aduan?q=baji'),
  at('queue, nothing found', 'admin.humas', '/aduan?q=zzz'),
  at('queue, nothing there', 'staf.wilayah5', '/aduan'),
  at('queue, ended', 'direktur', '/aduan?tab=selesai'),
  [
    'view without a name',
    'admin.humas',
    async (page) => {
      await page.goto('/aduan?prioritas=URGENT')
      await page.getByText('Tampilan', { exact: true }).click()
      await page.getByLabel('Simpan saringan ini sebagai').fill(' ')
      await button(page, 'Simpan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('intake', 'admin.humas', '/aduan/baru'),
  [
    'intake, explaining',
    'admin.humas',
    async (page) => {
      await page.goto('/aduan/baru')
      await page.getByText('Isian yang jarang diperlukan').click()
      await field(page, 'Nomor telepon').fill('081234567890')
      await page.getByText(/masih terbuka/).waitFor()
      await openDecision(page, /^Simpan dan selesaikan/)
      await field(page, 'Hasil penjelasan').selectOption('Pelapor tidak dapat dihubungi')
    },
  ],
  [
    'intake, escalating',
    'admin.humas',
    async (page) => {
      await page.goto('/aduan/baru')
      await fillIntake(page)
      await openDecision(page, /^Simpan dan teruskan/)
      await page.getByText('Disarankan').waitFor()
    },
  ],
  [
    'intake with faults',
    'admin.humas',
    async (page) => {
      await page.goto('/aduan/baru')
      await openDecision(page, /^Simpan dan teruskan/)
      await button(page, 'Simpan dan teruskan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  opened('callcenter', 'SUBMITTED'),
  opened('admin.humas', 'RECEIVED'),
  opened('staf.wilayah2', 'ESCALATED'),
  opened('quick.response', 'ESCALATED'),
  opened('teknik.2', 'IN_PROGRESS'),
  opened('staf.wilayah2', 'IN_PROGRESS'),
  opened('staf.wilayah2', 'ON_HOLD'),
  opened('kasie.hula', 'MONITORING'),
  opened('staf.wilayah2', 'MONITORING'),
  opened('kasie.hula', 'CLOSED'),
  opened('direktur', 'CLOSED'),
  opened('kabag.humas', 'DISMISSED'),
  [
    'action with faults',
    'teknik.2',
    async (page, { numbers }) => {
      await page.goto(`/aduan/${numbers.IN_PROGRESS}`)
      await openAction(page, 'Nyatakan pekerjaan selesai')
      await button(page, 'Nyatakan pekerjaan selesai').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  [
    'changed meanwhile',
    'kasie.hula',
    async (page, { test, numbers }) => {
      await page.goto(`/aduan/${numbers.MONITORING}`)
      await openAction(page, 'Minta tindak lanjut ulang')
      await field(page, 'Alasan').fill('Warga bilang masih bocor.')
      await act(test, numbers.MONITORING, 'staf.wilayah2', 'correct', bodyOf('correct', test))
      await button(page, 'Minta tindak lanjut ulang').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  ['papers', 'admin.humas', async (page, { numbers }) => page.goto(`/aduan/${numbers.IN_PROGRESS}/kertas`)],
  [
    'receipt',
    'admin.humas',
    async (page, { numbers }) => {
      await page.goto(`/aduan/${numbers.IN_PROGRESS}`)
      await button(page, 'Tanda terima').click()
      await page.getByRole('heading', { name: 'Tanda Terima Pengaduan', level: 1 }).waitFor()
    },
  ],
  [
    'work order',
    'staf.wilayah2',
    async (page, { numbers }) => {
      await page.goto(`/aduan/${numbers.IN_PROGRESS}`)
      await button(page, 'Surat perintah kerja').click()
      await page.getByRole('heading', { name: 'Surat Perintah Kerja', level: 1 }).waitFor()
    },
  ],
  [
    'official report, and a signature with faults',
    'kasie.hula',
    async (page, { numbers }) => {
      await page.goto(`/aduan/${numbers.MONITORING}`)
      await button(page, 'Berita acara').click()
      await page.getByRole('link', { name: 'Tanda tangan pelapor' }).click()
      await page.getByText('Tidak menandatangani', { exact: true }).click()
      await button(page, 'Catat tanpa tanda tangan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  ['a paper that anybody checks', null, (page) => page.goto('/cek/0000-0000-0000')],
  at('settings', 'kabag.humas', '/pengaturan'),
  at('letterhead', 'kabag.humas', '/pengaturan/kop-surat'),
  [
    'more than may be sent',
    'admin.humas',
    async (page) => {
      await page.goto('/aduan/baru')
      await field(page, 'Uraian').fill('Air '.repeat(100_000))
      await button(page, 'Simpan').click()
      await page.getByRole('heading', { name: 'Kiriman terlalu besar' }).waitFor()
    },
  ],
  [
    'intake with what was not sent',
    'callcenter',
    async (page) => {
      await page.goto('/aduan/baru')
      const saved = page.waitForResponse((answer) => answer.url().endsWith('/draf'))
      await field(page, 'Uraian').fill('Air berhenti sejak subuh.')
      await saved
      await page.goto('/aduan/baru')
      await page.getByText('belum dikirim').waitFor()
    },
  ],
  [
    'changed elsewhere',
    'kasie.hula',
    async (page, { test, numbers }) => {
      await page.goto(`/aduan/${numbers.IN_PROGRESS}`)
      await act(test, numbers.IN_PROGRESS, 'admin.humas', 'note', { catatan: 'Pelapor menelepon lagi.' })
      await page.getByRole('link', { name: 'Muat ulang' }).waitFor()
    },
  ],
  at('own work', 'teknik.2', '/saya'),
  at('own work, with a queue', 'staf.wilayah2', '/saya'),
  at('own absence', 'staf.wilayah2', '/saya/ketidakhadiran'),
  at('board', 'kabag.humas', '/pemantauan'),
  at('board, nothing there', 'staf.wilayah5', '/pemantauan'),
  at('notices', 'staf.wilayah2', '/pemberitahuan'),
  at('ways of being told', 'staf.wilayah2', '/akun/pemberitahuan'),
  at('reports', 'kabag.humas', '/laporan'),
  at('monthly report', 'kabag.humas', '/laporan/bulanan/2026-11'),
  at('report of days to come', 'kabag.humas', '/laporan/bulanan/2027-05'),
  at('daily report, nothing there', 'direktur', '/laporan/harian/2020-01-01'),
  at('complaints behind a figure', 'kabag.humas', '/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived'),
  at('conformance', 'kabag.humas', '/kepatuhan?periode=2026-11'),
  at('conformance, nothing there', 'direktur', '/kepatuhan?periode=2026-01-05&jenis=semua'),
  at('complaints behind a step', 'kabag.humas', '/kepatuhan/aduan?periode=2026-11&langkah=1&sebab=reached'),
  at('dashboard', 'kabag.humas', '/dasbor'),
  at('dashboard of all kinds', 'direktur', '/dasbor?periode=2026&jenis=semua'),
  at('dashboard, nothing there', 'direktur', '/dasbor?periode=2026-01-05'),
  at('texts of the SOP', 'kabag.humas', '/pengaturan/sop'),
  at('who gets drafts of reports', 'kabag.humas', '/pengaturan/penerima-laporan'),
  at('a paper to check', 'direktur', '/laporan/periksa'),
  at('limits', 'kabag.humas', '/pengaturan/sla'),
  at('calendar', 'kabag.humas', '/pengaturan/kalender'),
  at('hold reasons', 'kabag.humas', '/pengaturan/penundaan'),
  at('hold reason', 'kabag.humas', '/pengaturan/penundaan/1'),
  [
    'hold reason with faults',
    'kabag.humas',
    async (page) => {
      await page.goto('/pengaturan/penundaan/baru')
      await field(page, 'Nama').fill('cuaca')
      await button(page, 'Simpan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('overdue steps', 'kabag.humas', '/pengaturan/pengingat'),
  at('overdue step', 'kabag.humas', '/pengaturan/pengingat/1'),
  [
    'overdue step with faults',
    'kabag.humas',
    async (page) => {
      await page.goto('/pengaturan/pengingat/baru')
      await button(page, 'Simpan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('numbers of connections', 'kabag.humas', '/pengaturan/sambungan'),
  [
    'numbers of connections with faults',
    'kabag.humas',
    async (page) => {
      await page.goto('/pengaturan/sambungan')
      await field(page, 'Wilayah Pelayanan I').fill('banyak')
      await button(page, 'Simpan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('texts of letters', 'kasie.hula', '/pengaturan/surat'),
  [
    'text of a letter with faults',
    'kasie.hula',
    async (page) => {
      await page.goto('/pengaturan/surat/umum')
      await field(page, 'Isi').fill('Yth. {nema}')
      await button(page, 'Simpan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('text of a letter', 'kasie.hula', '/pengaturan/surat/1'),
  [
    'letter with faults',
    'admin.humas',
    async (page, { numbers }) => {
      await page.goto(`/aduan/${numbers.RECEIVED}/surat`)
      await button(page, 'Beri nomor dan buat surat').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  [
    'letters, one looked at before it is made',
    'kasie.hula',
    async (page, { numbers }) => {
      await page.goto(`/aduan/${numbers.CLOSED}/surat`)
      await field(page, 'Isi surat').fill('Dengan hormat, pipa sudah diperbaiki.')
      await button(page, 'Beri nomor dan buat surat').click()
      await page.getByRole('link', { name: /^Aduan ADU/ }).waitFor()
      await page.goto(`/aduan/${numbers.CLOSED}/surat`)
      await page.getByText('Tulis surat baru', { exact: true }).click()
      await field(page, 'Isi surat').fill('Dengan hormat, pipa sudah diperiksa lagi.')
      await button(page, 'Lihat pratinjau').click()
      await page.getByRole('region', { name: 'Pratinjau' }).waitFor()
      await page.getByText('Catat pengiriman').click()
    },
  ],
  at('measures', 'kabag.humas', '/pengaturan/pengukuran'),
  [
    'measure with faults',
    'kabag.humas',
    async (page) => {
      await page.goto('/pengaturan/pengukuran/1')
      await field(page, 'Paling sedikit (bar)').fill('setengah')
      await button(page, 'Simpan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('texts of messages', 'kasie.hula', '/pengaturan/pesan'),
  at('text of a message', 'kasie.hula', '/pengaturan/pesan/nomor'),
  [
    'text of a message with faults',
    'kasie.hula',
    async (page) => {
      await page.goto('/pengaturan/pesan/kabar')
      await field(page, 'Judul').fill('')
      await field(page, 'Isi').fill('Yth. {nema}')
      await button(page, 'Simpan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('text of a message, back to what it was', 'kasie.hula', '/pengaturan/pesan/nomor/bawaan'),
  at('outbox', 'kabag.humas', '/pengaturan/kotak-keluar'),
  at('outbox, narrowed', 'kabag.humas', '/pengaturan/kotak-keluar?keadaan=WAITING&cara=EMAIL'),
  at('outbox, nothing found', 'kabag.humas', '/pengaturan/kotak-keluar?keadaan=GIVEN_UP'),
  [
    'message',
    'kabag.humas',
    async (page) => {
      await page.goto('/pengaturan/kotak-keluar')
      await page.getByRole('table').getByRole('link').first().click()
      await page.getByRole('heading', { name: 'Akan dikirim' }).waitFor()
    },
  ],
  at('outbox of the administrator', 'sistem', '/pengaturan/kotak-keluar'),
  at('access log', 'kasie.hula', '/pengaturan/akses'),
  // After all others: from here on an officer is away.
  [
    'work of who is away',
    'kasie.hula',
    async (page, { test }) => {
      await away(test)
      await page.goto('/saya')
      // The office's own data are read anew every few seconds.
      while ((await page.getByRole('link', { name: /^Alihkan/ }).count()) === 0) await page.reload()
    },
  ],
  [
    'handing over, nobody chosen',
    'kasie.hula',
    async (page, { test }) => {
      await page.goto(`/saya/alihkan/${test.user('teknik.2').id}`)
      await field(page, 'Alihkan kepada').selectOption('')
      await button(page, 'Alihkan semua').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  [
    'handing over, refused',
    'kasie.hula',
    async (page, { test }) => {
      await page.goto(`/saya/alihkan/${test.user('teknik.2').id}`)
      await field(page, 'Alihkan kepada').selectOption(String(test.user('quick.response').id))
      await page.locator('[name=aduan]').evaluateAll((inputs) => {
        for (const input of inputs) input.setAttribute('value', 'ADU-2026-999999')
      })
      await button(page, 'Alihkan semua').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('an officer who is away', 'teknik.2', '/saya/ketidakhadiran'),
]

async function away({ db, clock, user }: TestApp): Promise<void> {
  await db.sql(
    `INSERT INTO absences (person_id, "from", until, deputy_id, created_by_id, created_at)
     SELECT $1, '2026-11-24', '2026-12-24', $2, $1, $3 WHERE NOT EXISTS (SELECT FROM absences)`,
    [user('teknik.2').id, user('quick.response').id, clock.now()],
  )
}
