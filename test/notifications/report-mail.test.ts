// Drafts of reports by mail: the PDF to everyone on the list, once however many instances make and send it, and nothing where mail is not set up.
import { load } from 'cheerio'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { reportPdf } from '../../src/documents/report-pdf.ts'
import { deliver } from '../../src/notifications/deliver.ts'
import { closePost, openPost, type Post } from '../../src/notifications/post.ts'
import { makeDrafts } from '../../src/reports/draft-store.ts'
import { DAY } from '../../src/time.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'
import { type Mood, openMailbox, partOf } from './receiving.ts'

const SMTP = { url: 'smtp://127.0.0.1:1', from: 'aduan@tanggap.example' }
const LIST = '/pengaturan/penerima-laporan'
let app: TestApp
beforeEach(async () => {
  app = await startApp({ now: '2026-11-30T10:00:00+08:00', env: { smtp: SMTP } })
  await recordComplaint(app)
})
afterEach(() => app.close())

async function mailbox(moodOf?: (attempt: number) => Mood) {
  const box = await openMailbox(moodOf)
  const post = openPost({ smtp: { url: box.url, from: 'Tanggap <aduan@tanggap.example>' }, webhook: null })
  onTestFinished(async () => {
    closePost(post)
    await box.close()
  })
  return { ...box, post }
}

const agent = () => app.signIn('kabag.humas')
async function keep(alamat: string) {
  const versi = load((await (await agent()).get(LIST)).text)('[name=versi]').val()
  return (await agent()).post(LIST).type('form').send({ alamat, versi }).expect(303)
}
async function morning(mailed = true) {
  app.clock.set('2026-12-01T07:00:00+08:00')
  await Promise.all([1, 2, 3].map(() => makeDrafts({ db: app.db, mailed, paper: reportPdf }, app.clock.now())))
}
const send = (post: Post, at = app.clock.now()) => deliver({ db: app.db, post, baseUrl: 'https://tanggap.example' }, at)
const toList = () =>
  app.db.sql<{ state: string; fault: string | null }>('SELECT state, fault FROM messages WHERE address IS NOT NULL')

async function textOf(pdf: Buffer): Promise<string> {
  const paper = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages = await Promise.all(Array.from({ length: paper.numPages }, (_, index) => paper.getPage(index + 1)))
  const texts = await Promise.all(pages.map((one) => one.getTextContent()))
  await paper.destroy()
  return texts.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join(' ')
}

test('each address gets each draft once, with a PDF that can be read and names no complainant', async () => {
  const box = await mailbox()
  await keep('arsip@pdam.example\nsekretaris@pdam.example')
  await morning()
  await Promise.all([1, 2, 3].map(() => send(box.post)))
  const sent = box.mails.filter(({ to }) => to === 'arsip@pdam.example' || to === 'sekretaris@pdam.example')
  const titles = ['Konsep Laporan Bulanan November 2026', 'Konsep Laporan Harian Senin 30 November 2026']
  expect(sent.map(({ to, subject }) => `${to} ${subject}`).toSorted()).toEqual(
    ['arsip@pdam.example', 'sekretaris@pdam.example'].flatMap((to) => titles.map((title) => `${to} ${title}`)),
  )
  const monthly = sent.filter(({ subject }) => subject === titles[0]).map((mail) => partOf(mail, 'application/pdf'))
  expect(monthly[0]?.equals(monthly[1] as Buffer)).toBe(true)
  const text = await textOf(monthly[0] as Buffer)
  for (const words of ['Laporan Bulanan Pengaduan Pelanggan', 'November 2026', '1 aduan masuk']) expect(text).toContain(words)
  expect(text).not.toMatch(/Daeng Baji|0812|menyembur/)
  const [first] = sent
  if (!first) throw new Error('no mail')
  expect(first.raw).toMatch(/filename=laporan-2026-11(-30)?\.pdf/)
  expect(partOf(first, 'text/plain').toString()).toContain('Laporan ini belum diterbitkan dan belum disetujui')
  // Whoever starts later in the day makes and sends nothing more.
  await makeDrafts({ db: app.db, mailed: true, paper: reportPdf }, new Date('2026-12-01T13:00:00+08:00'))
  const before = box.mails.length
  await send(box.post)
  expect(box.mails).toHaveLength(before)
})

test('what a server took and hung up on comes again as the same mail with the same paper', async () => {
  const box = await mailbox((attempt) => (attempt <= 3 ? 'take and drop' : 'take'))
  await keep('arsip@pdam.example')
  await morning()
  for (let at = app.clock.now(); (await toList()).some(({ state }) => state === 'WAITING'); at = new Date(at.getTime() + DAY / 8))
    await send(box.post, at)
  const monthly = box.mails.filter(({ to, subject }) => to === 'arsip@pdam.example' && subject.includes('Bulanan'))
  expect(new Set(monthly.map(({ messageId }) => messageId)).size).toBe(1)
  const papers = monthly.map((mail) => partOf(mail, 'application/pdf'))
  expect(papers.every((one) => one.equals(papers[0] as Buffer))).toBe(true)
})

test('an address that was taken off the list before it was sent gets nothing', async () => {
  const box = await mailbox()
  await keep('arsip@pdam.example')
  await morning()
  await keep('')
  await send(box.post)
  expect(box.mails.filter(({ to }) => to === 'arsip@pdam.example')).toEqual([])
  expect(await toList()).toEqual([1, 2].map(() => ({ state: 'GIVEN_UP', fault: 'Alamat untuk cara ini tidak ada lagi.' })))
})

test('where mail is not set up nothing is queued for the list', async () => {
  await keep('arsip@pdam.example')
  await morning(false)
  expect(await toList()).toEqual([])
  expect(await app.db.sql('SELECT FROM report_drafts WHERE pdf IS NULL')).toHaveLength(2)
})

test('the outbox shows them to the Kabag with their address masked, to the administrator without their matter, to the Kasie not at all', async () => {
  await keep('arsip@pdam.example')
  await morning()
  const rows = async (who: 'kabag.humas' | 'sistem' | 'kasie.hula') => {
    const $ = load((await (await app.signIn(who)).get('/pengaturan/kotak-keluar').expect(200)).text)
    return $('tr:contains("Laporan dengan PDF")')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' '))
  }
  expect(await rows('kabag.humas')).toEqual([
    expect.stringMatching(/Laporan Bulanan November 2026 ?a•••@pdam\.example/),
    expect.stringContaining('Laporan Harian'),
  ])
  expect(await rows('sistem')).toHaveLength(2)
  expect((await rows('sistem')).join()).not.toMatch(/November|arsip@/)
  expect(await rows('kasie.hula')).toEqual([])
  const $ = load((await (await app.signIn('kabag.humas')).get('/pengaturan/kotak-keluar')).text)
  const href = $('tr:contains("Laporan dengan PDF") a').attr('href') ?? ''
  const opened = load((await (await agent()).get(href).expect(200)).text)('main').text()
  for (const words of ['arsip@pdam.example', 'Terlampir konsep Laporan Bulanan November 2026', 'Dengan lampiran PDF'])
    expect(opened).toContain(words)
  await (await app.signIn('kasie.hula')).get(href).expect(404)
})
