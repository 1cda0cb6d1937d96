// Photos on their way: chosen, dropped, pasted, made smaller, told of, and looked at; with scripts and without.
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { pdf, photo, placed } from '../attachments/samples.ts'
import { browserAvailable } from '../support/browser.ts'
import { act, bodyOf, complaintIn } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { button, field, fillIntake, openAction } from './form-steps.ts'
import { inspect } from './inspection.ts'

const LIMIT = { timeout: 120_000 }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }

const drawn = (number: number, width = 800, height = 600) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: { r: (number * 53) % 256, g: 120, b: 80 },
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
const file = async (number: number, more: { width?: number; height?: number } = {}) => ({
  name: `foto ${number}.jpg`,
  mimeType: 'image/jpeg',
  buffer: await drawn(number, more.width, more.height).jpeg().toBuffer(),
})
const PDF = { name: 'surat.pdf', mimeType: 'application/pdf', buffer: pdf() }

const naturalWidth = (picture: Locator) => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)

describe.skipIf(!browserAvailable)('files', () => {
  let browsing: Browsing
  let page: Page
  let number: string
  beforeAll(async () => {
    browsing = await startBrowsing()
    page = await browsing.signedIn('staf.wilayah2')
    number = await complaintIn(browsing.test, 'IN_PROGRESS')
  }, 120_000)
  afterEach(async () => expect((await browsing.complaints()).splice(0).filter((one) => !/status of 422/.test(one))).toEqual([]))
  afterAll(() => browsing?.close())

  const chooser = (desk: Page, label = 'Foto atau PDF') => field(desk, `Pilih berkas: ${label}`)
  const lines = (desk: Page) => desk.locator('.brought li').filter({ visible: true })
  const ticked = (desk: Page) => desk.locator('.brought :checked').filter({ visible: true })
  const noted = async () =>
    Number((await browsing.test.db.sql<{ n: number }>(`SELECT count(*) AS n FROM events WHERE type = 'noted'`))[0]?.n)
  async function openNote(desk: Page, words: string): Promise<void> {
    await desk.goto(`/aduan/${number}`)
    await openAction(desk, 'Catat perkembangan')
    await field(desk, 'Catatan').fill(words)
  }
  const sendNote = (desk: Page) => button(desk, 'Catat perkembangan').last().click()

  test('go ahead of the form, one fault beside its file, and what is unticked stays behind', LIMIT, async () => {
    await openNote(page, 'Tiga dipilih, dua dikirim.')
    await chooser(page).setInputFiles([
      await file(1),
      PDF,
      await file(2),
      { name: 'virus.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    ])
    await lines(page).getByText('virus.svg bukan foto (JPEG, PNG, WebP, HEIC) atau PDF.').waitFor()
    await expect.poll(() => ticked(page).count()).toBe(3)
    await page.getByRole('button', { name: 'Buang virus.svg' }).click()
    await page.getByLabel('foto 2.jpg').uncheck()
    await sendNote(page)
    await page.getByRole('status').filter({ hasText: 'Anda menulis catatan internal (2 berkas).' }).waitFor()
    await page.getByRole('img', { name: 'foto 1.jpg' }).waitFor()
    await page.getByRole('link', { name: /surat\.pdf PDF/ }).waitFor()
    expect(await page.getByRole('img', { name: 'foto 2.jpg' }).count()).toBe(0)
  })

  test('are made smaller here, unless where they were taken is to be kept', LIMIT, async () => {
    const bytes: number[] = []
    await page.route('/lampiran', async (route) => {
      bytes.push(route.request().postDataBuffer()?.length ?? 0)
      await route.continue()
    })
    await openNote(page, 'Besar dan kecil.')
    const large = await file(3, { width: 4000, height: 3000 })
    await chooser(page).setInputFiles([large])
    await expect.poll(() => ticked(page).count(), { timeout: 30_000 }).toBe(1)
    await field(page, 'Simpan lokasi yang tercatat di foto').check()
    await expect.poll(() => bytes.length, { timeout: 30_000 }).toBe(2)
    await expect.poll(() => ticked(page).count(), { timeout: 30_000 }).toBe(1)
    expect(bytes[0]).toBeLessThan(large.buffer.length * 0.7)
    expect(bytes[1]).toBeGreaterThan(large.buffer.length)
    await chooser(page).setInputFiles([{ name: 'losari.jpg', mimeType: 'image/jpeg', buffer: await placed() }])
    await expect.poll(() => ticked(page).count()).toBe(2)
    await page.unrouteAll()
    await sendNote(page)
    const map = page.getByRole('link', { name: 'Lokasi foto di peta' })
    expect(await map.getAttribute('href')).toMatch(/^https:\/\/www\.openstreetmap\.org\/\?mlat=-5\.14\d*&mlon=119\.41/)
    expect(await map.getAttribute('rel')).toContain('noopener')
  })

  test('a screenshot is pasted, and what is dropped beside its field is not opened', LIMIT, async () => {
    await openNote(page, 'Tempel.')
    const bytes = [...(await photo(4).png().toBuffer())]
    const give = (kind: 'paste' | 'drop', name: string, on: string) =>
      page.evaluate(
        ([how, called, where, content]) => {
          const data = new DataTransfer()
          data.items.add(new File([new Uint8Array(content)], called, { type: 'image/png' }))
          const target = document.querySelector(where)
          const event =
            how === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          return target?.dispatchEvent(event)
        },
        [kind, name, on, bytes] as const,
      )
    expect(await give('paste', 'image.png', '#catat-catatan')).toBe(false)
    await lines(page).getByText('gambar tempelan.png').waitFor()
    expect(await give('drop', 'meter.png', '#catat-lampiran')).toBe(false)
    await lines(page).getByText('meter.png').waitFor()
    expect(await give('drop', 'samping.png', 'header.top')).toBe(false)
    await expect.poll(() => ticked(page).count()).toBe(3)
    await sendNote(page)
    await page.getByText('Anda menulis catatan internal (3 berkas).').waitFor()
  })

  test('are waited for, tried again after a lost line, and no more than ten', LIMIT, async () => {
    const line = Promise.withResolvers<void>()
    await openNote(page, 'Sabar.')
    const before = await noted()
    await page.route('/lampiran', async (route) => {
      await line.promise
      await route.abort('connectionreset')
    })
    await chooser(page).setInputFiles([await file(5)])
    await page.getByRole('progressbar', { name: 'Mengirim foto 5.jpg' }).waitFor()
    await sendNote(page)
    await page.getByText('Berkas masih dikirim. Formulir ini dikirim sendiri begitu semuanya sampai.').waitFor()
    line.resolve()
    await lines(page).getByText('Sambungan terputus; foto 5.jpg belum terkirim.').waitFor()
    await page.getByText('Satu berkas belum terkirim. Tekan Coba lagi atau Buang').waitFor()
    await sendNote(page)
    expect([await noted(), page.url()]).toEqual([before, expect.stringContaining(number)])
    await page.unrouteAll()
    await browsing.complaints().then((all) => all.splice(0)) // the line that was cut here
    await page.getByRole('button', { name: 'Coba lagi mengirim foto 5.jpg' }).click()
    await expect.poll(() => ticked(page).count()).toBe(1)
    expect(await page.getByText('Satu berkas belum terkirim').count()).toBe(0)
    await chooser(page).setInputFiles(
      await Promise.all([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map((one) => file(one, { width: 80, height: 60 }))),
    )
    await page.getByText('Paling banyak 10 berkas untuk satu langkah; 2 berkas tidak ditambahkan.').waitFor()
    await expect.poll(() => ticked(page).count(), { timeout: 30_000 }).toBe(10)
    await sendNote(page)
    await page.getByText('Anda menulis catatan internal (10 berkas).').waitFor()
  })

  test('take their form along once they are through, unless its person writes on', LIMIT, async () => {
    const doors = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let arrived = 0
    await page.route('/lampiran', async (route) => {
      await doors[arrived++]?.promise
      await route.continue()
    })
    await openNote(page, 'Masih ditulis.')
    const before = await noted()
    await chooser(page).setInputFiles([await file(60)])
    await page.getByRole('progressbar', { name: 'Mengirim foto 60.jpg' }).waitFor()
    await sendNote(page)
    await page.getByText('Formulir ini dikirim sendiri').waitFor()
    await field(page, 'Catatan').pressSequentially(' Lagi.')
    await page.getByText('Kirim formulir ini lagi setelah selesai diubah.').waitFor()
    doors[0]?.resolve()
    await expect.poll(() => ticked(page).count()).toBe(1)
    expect(await noted()).toBe(before)
    await chooser(page).setInputFiles([await file(61)])
    await page.getByRole('progressbar', { name: 'Mengirim foto 61.jpg' }).waitFor()
    await sendNote(page)
    await page.getByText('Formulir ini dikirim sendiri').waitFor()
    doors[1]?.resolve()
    await page.getByText('Anda menulis catatan internal (2 berkas).').waitFor()
    expect(await noted()).toBe(before + 1)
    await page.unrouteAll()
  })

  test('wait for the line to come back, and their form with them', LIMIT, async () => {
    await openNote(page, 'Di ruang bawah tanah.')
    await page.context().setOffline(true)
    await chooser(page).setInputFiles([await file(62), await file(63)])
    await lines(page).getByText('Tidak ada sambungan; foto 63.jpg dikirim lagi begitu tersambung.').waitFor()
    await sendNote(page)
    await page.getByText('Berkas, lalu formulir ini, dikirim sendiri begitu tersambung.').waitFor()
    await browsing.complaints().then((all) => all.splice(0)) // the line that was cut here
    await page.context().setOffline(false)
    await page.getByText('Anda menulis catatan internal (2 berkas).').waitFor()
  })

  test('that were refused are named once before the form goes without them', LIMIT, async () => {
    await openNote(page, 'Tanpa yang satu.')
    const before = await noted()
    await chooser(page).setInputFiles([
      await file(64),
      { name: 'besar.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(11 * 1024 * 1024) },
    ])
    await lines(page).getByText('besar.jpg lebih dari 10 MB.').waitFor()
    await expect.poll(() => ticked(page).count()).toBe(1)
    await sendNote(page)
    await page.getByText('Kirim tanpa besar.jpg? Kirim lagi untuk melanjutkan tanpa berkas itu.').waitFor()
    expect(await noted()).toBe(before)
    await sendNote(page)
    await page.getByText('Anda menulis catatan internal (1 berkas).').waitFor()
  })

  test('too large to go whole stay as they are when where they were taken is asked for', LIMIT, async () => {
    await openNote(page, 'Lokasi belakangan.')
    const large = await file(65, { width: 3000, height: 2000 })
    const padded = { ...large, name: 'besar.jpg', buffer: Buffer.concat([large.buffer, Buffer.alloc(11 * 1024 * 1024)]) }
    await chooser(page).setInputFiles([await file(66, { width: 2700, height: 1800 }), padded, await file(67)])
    await expect.poll(() => ticked(page).count(), { timeout: 30_000 }).toBe(3)
    const kept = () => ticked(page).evaluateAll((ticks) => ticks.map((tick) => Number((tick as HTMLInputElement).value)))
    const before = Math.max(...(await kept()))
    expect(await lines(page).getByText('lokasi tidak ikut').filter({ visible: true }).count()).toBe(0)
    await field(page, 'Simpan lokasi yang tercatat di foto').check()
    await expect.poll(async () => (await kept()).filter((id) => id > before).length, { timeout: 30_000 }).toBe(3)
    expect(await kept()).toEqual((await kept()).toSorted((a, b) => a - b))
    expect(await lines(page).allInnerTexts()).toEqual([
      'foto 66.jpg',
      expect.stringMatching(/^besar\.jpg\s+lokasi tidak ikut$/),
      'foto 67.jpg',
    ])
    await sendNote(page)
    await page.getByText('Anda menulis catatan internal (3 berkas).').waitFor()
  })

  test('can be looked at large before they are kept', LIMIT, async () => {
    await openNote(page, 'Lihat dulu.')
    await chooser(page).setInputFiles([await file(68), await file(69)])
    await expect.poll(() => ticked(page).count()).toBe(2)
    await page.getByRole('link', { name: 'Perbesar foto 69.jpg' }).press('Enter')
    const viewer = page.getByRole('dialog', { name: 'Foto' })
    await viewer.getByText('2 dari 2', { exact: true }).waitFor()
    await expect.poll(() => naturalWidth(viewer.getByRole('img', { name: 'foto 69.jpg', exact: true }))).toBe(800)
    expect(await inspect(page, 'a photo before it is kept')).toEqual([])
    await page.keyboard.press('Escape')
    await field(page, 'Catatan').fill('')
    await sendNote(page)
    await page.getByText('Catatan wajib diisi.').first().waitFor()
    await page.getByRole('link', { name: 'Perbesar foto 68.jpg' }).press('Enter')
    await viewer.getByText('1 dari 2', { exact: true }).waitFor()
  })

  test('are there again after a fault and in a form that is gone on with', LIMIT, async () => {
    const desk = await browsing.signedIn('callcenter')
    await desk.goto('/aduan/baru')
    await chooser(desk).setInputFiles([await file(20), PDF])
    await expect.poll(() => ticked(desk).count()).toBe(2)
    await button(desk, 'Simpan').first().click()
    await desk.getByRole('alert').filter({ hasText: 'perlu diperbaiki' }).waitFor()
    expect(await ticked(desk).count()).toBe(2)
    await Promise.all([
      desk.waitForResponse((answer) => answer.url().endsWith('/draf') && answer.status() === 204),
      desk.getByLabel('Uraian').fill('Air keruh.'),
    ])
    await desk.goto('/aduan/baru')
    await desk.getByRole('link', { name: 'Lanjutkan' }).click()
    expect(await ticked(desk).count()).toBe(2)
    await fillIntake(desk, { name: 'Daeng Foto' })
    await button(desk, 'Simpan').first().click()
    await desk.getByRole('status').filter({ hasText: 'tersimpan' }).waitFor()
    await desk.getByRole('img', { name: 'foto 20.jpg' }).waitFor()
  })

  test('without scripts the plain form carries them, and keeps them after a fault', LIMIT, async () => {
    const plain = await browsing.signedIn('teknik.2', { javaScriptEnabled: false, ...PHONE })
    await plain.goto(`/aduan/${number}`)
    await plain.getByText('Tindakan lain', { exact: true }).click()
    await plain.getByText('Catat perkembangan', { exact: true }).first().click()
    await chooser(plain).setInputFiles([await file(30), PDF])
    await sendNote(plain)
    await plain.getByText('Catatan wajib diisi.').first().waitFor()
    expect(await ticked(plain).count()).toBe(2)
    await field(plain, 'Catatan').fill('Dari ponsel lama.')
    await plain.getByLabel('surat.pdf').uncheck()
    await sendNote(plain)
    await plain.getByText('Anda menulis catatan internal (1 berkas).').waitFor()
    expect(await plain.getByRole('link', { name: 'foto 30.jpg' }).getAttribute('href')).toMatch(/^\/lampiran\/\d+$/)
  })

  test('are looked at large by keyboard, before beside after, on a phone too', LIMIT, async () => {
    const own = await complaintIn(browsing.test, 'IN_PROGRESS')
    const phone = await browsing.signedIn('teknik.2', PHONE)
    await phone.goto(`/aduan/${own}`)
    await openAction(phone, 'Nyatakan pekerjaan selesai')
    expect(await phone.getByLabel('Ambil foto: Foto sesudah').getAttribute('capture')).toBe('environment')
    await phone.getByLabel('Ambil foto: Foto sebelum').setInputFiles(await file(40))
    await phone.getByLabel('Pilih berkas: Foto sebelum').setInputFiles(await file(42))
    await phone.getByLabel('Ambil foto: Foto sesudah').setInputFiles(await file(41, { width: 600, height: 900 }))
    await expect.poll(() => ticked(phone).count()).toBe(3)
    await field(phone, 'Penyebab').fill('Pipa retak.')
    await field(phone, 'Tindakan').fill('Disambung.')
    await field(phone, 'Hasil').selectOption('Tuntas')
    await button(phone, 'Nyatakan pekerjaan selesai').last().click()
    const before = phone.getByRole('link', { name: 'Sebelum: foto 40.jpg' })
    const [one, other] = [
      await before.boundingBox(),
      await phone.getByRole('link', { name: 'Sesudah: foto 41.jpg' }).boundingBox(),
    ]
    expect([one?.y, (one?.x ?? 0) < (other?.x ?? 0)]).toEqual([other?.y, true])

    await before.focus()
    await phone.keyboard.press('Enter')
    const viewer = phone.getByRole('dialog', { name: 'Foto' })
    const large = (name: string) => viewer.getByRole('img', { name, exact: true })
    await expect.poll(() => naturalWidth(large('Sesudah: foto 41.jpg'))).toBe(600)
    await expect.poll(() => naturalWidth(large('Sebelum: foto 40.jpg'))).toBe(800)
    const places = () =>
      Promise.all(['Sebelum: foto 40.jpg', 'Sesudah: foto 41.jpg'].map((name) => large(name).boundingBox())).then((boxes) =>
        boxes.map((box) => box ?? { x: 0, y: 0, width: 0, height: 0 }),
      )
    const [above, below] = await places()
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThan(below?.y ?? 0)
    expect(below?.height).toBeGreaterThan(200)
    await phone.setViewportSize({ width: 1280, height: 800 })
    const [left, right] = await places()
    expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0)
    expect(right?.height).toBeGreaterThan(500)
    await phone.setViewportSize(PHONE.viewport)
    await phone.keyboard.press('ArrowRight')
    await viewer.getByText('2 dari 2', { exact: true }).waitFor()
    expect([
      await viewer.getByRole('img').count(),
      await viewer.getByRole('button', { name: 'Berikutnya' }).isDisabled(),
    ]).toEqual([1, true])
    await large('Sebelum: foto 42.jpg').waitFor()
    await phone.keyboard.press('ArrowLeft')
    await viewer.getByText('1 dari 2', { exact: true }).waitFor()
    await phone.keyboard.press('Escape')
    expect(await viewer.isVisible()).toBe(false)
    expect(await before.evaluate((link) => link === document.activeElement)).toBe(true)
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })

  test('are within reach of everybody: in a form, in the history and large', LIMIT, async () => {
    const desk = await browsing.signedIn('kasie.hula')
    await desk.goto(`/aduan/${number}`)
    await openAction(desk, 'Catat perkembangan')
    await chooser(desk).setInputFiles([
      await file(50),
      PDF,
      { name: 'virus.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    ])
    await lines(desk).getByText('virus.svg bukan foto').waitFor()
    expect(await inspect(desk, 'a note with files')).toEqual([])
    await desk.getByRole('button', { name: 'Buang virus.svg' }).click()
    await desk.getByRole('link', { name: 'foto 1.jpg' }).first().click()
    await desk.getByRole('dialog', { name: 'Foto' }).waitFor()
    expect(await inspect(desk, 'a photo')).toEqual([])
  })

  test('of a report move nothing when they come', LIMIT, async () => {
    const own = await complaintIn(browsing.test, 'IN_PROGRESS')
    await act(browsing.test, own, 'staf.wilayah2', 'note', bodyOf('note', browsing.test))
    await page.goto(`/aduan/${number}`)
    const thumbs = page.locator('.attached img')
    expect(await thumbs.count()).toBeGreaterThan(5)
    for (const thumb of await thumbs.all()) {
      const [width, height, lazy] = await Promise.all(['width', 'height', 'loading'].map((name) => thumb.getAttribute(name)))
      expect([Number(width) > 0, Number(height) > 0, lazy]).toEqual([true, true, 'lazy'])
    }
  })
})
