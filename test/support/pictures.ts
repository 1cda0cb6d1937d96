// npm run pictures: the README's pictures of the main screens, on demo data, and its state diagram.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { diagram } from '../../src/complaints/diagram.ts'
import { startApplication } from './application.ts'
import { launchBrowser } from './browser.ts'
import { temporaryFolder } from './cluster.ts'

const root = join(import.meta.dirname, '../..')
const PASSWORD = 'sandi-untuk-gambar'

type Shot = { name: string; who: string; width: number; height: number; dark?: true; go: (page: Page) => Promise<unknown> }

const SHOTS: Shot[] = [
  { name: 'antrean', who: 'admin.humas', width: 1280, height: 720, go: (page) => page.goto('/aduan?tab=terbuka') },
  { name: 'aduan-baru', who: 'callcenter', width: 1280, height: 900, go: (page) => page.goto('/aduan/baru') },
  { name: 'aduan', who: 'staf.wilayah2', width: 1280, height: 900, go: openFirst },
  { name: 'ponsel', who: 'teknik.2', width: 390, height: 844, go: openFirst },
  { name: 'dasbor', who: 'kabag.humas', width: 1280, height: 900, go: (page) => page.goto('/dasbor') },
  { name: 'gelap', who: 'kabag.humas', width: 1280, height: 720, dark: true, go: (page) => page.goto('/aduan') },
]

drawDiagram()
await takePictures()

function drawDiagram(): void {
  const path = join(root, 'README.md')
  const fence = /```mermaid\n[\s\S]*?\n```/
  writeFileSync(path, readFileSync(path, 'utf8').replace(fence, `\`\`\`mermaid\n${diagram()}\n\`\`\``))
}

async function takePictures(): Promise<void> {
  mkdirSync(join(root, 'docs'), { recursive: true })
  const folder = temporaryFolder()
  const application = await startApplication({ DATA_DIR: folder, DEMO: 'on', DEMO_PASSWORD: PASSWORD })
  const browser = await launchBrowser()
  try {
    for (const shot of SHOTS) await take(browser, application.url, shot)
  } finally {
    await browser.close()
    application.kill('SIGTERM')
    await application.exited
    rmSync(folder, { recursive: true })
  }
}

async function take(browser: Browser, baseURL: string, { name, who, width, height, dark, go }: Shot): Promise<void> {
  const colorScheme = dark ? 'dark' : 'light'
  const page = await browser.newPage({ baseURL, viewport: { width, height }, colorScheme, locale: 'id-ID' })
  await page.goto('/masuk')
  await page.getByLabel('Nama pengguna').fill(who)
  await page.getByLabel('Kata sandi').fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('navigation', { name: 'Utama' }).waitFor()
  await go(page)
  await page.screenshot({ path: join(root, 'docs', `${name}.png`) })
  await page.close()
}

async function openFirst(page: Page): Promise<void> {
  await page.goto('/aduan')
  await page.getByRole('row').getByRole('link').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}
