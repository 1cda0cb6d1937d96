// Every kind of page outside complaints: signing in, one's own account, people and their roles, errors.
import type { Page } from 'playwright-core'
import type { Username } from '../../prisma/seed/people.ts'
import { signIn } from './browsing.ts'
import { button, field } from './form-steps.ts'

type Stop = [name: string, who: Username | null, go: (page: Page) => Promise<unknown>]

const at = (name: string, who: Username | null, address: string): Stop => [name, who, (page) => page.goto(address)]

/** A form sent as it stands, empty or wrong. */
const faulty = (
  name: string,
  who: Username | null,
  address: string,
  send: string,
  wrong?: [label: string, text: string],
): Stop => [
  name,
  who,
  async (page) => {
    await page.goto(address)
    if (wrong) await field(page, wrong[0]).fill(wrong[1])
    await button(page, send).click()
    await page.getByRole('alert').waitFor()
  },
]

async function toPerson(page: Page, name: string): Promise<void> {
  await page.goto('/pengaturan/orang')
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

export const STOPS_OF_PEOPLE: Stop[] = [
  at('sign-in', null, '/masuk'),
  [
    'sign-in, empty',
    null,
    async (page) => {
      await page.goto('/masuk')
      await button(page, 'Masuk').click()
      await page.getByText('Kata sandi wajib diisi.').waitFor()
    },
  ],
  [
    'sign-in, wrong password',
    null,
    async (page) => {
      await page.goto('/masuk')
      await field(page, 'Nama pengguna').fill('admin.humas')
      await field(page, 'Kata sandi').fill('bukan-ini-sandinya')
      await button(page, 'Masuk').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  at('a link that is over', null, '/kata-sandi/sudah-dipakai'),
  [
    'setting a password, too weak',
    'sistem',
    async (page) => {
      await toPerson(page, 'Rusdi Mappasomba')
      await button(page, 'Buat tautan kata sandi').click()
      const link = await field(page, 'Tautan sekali pakai').inputValue()
      await page
        .getByText('Menu')
        .or(page.getByLabel(/^Menu /))
        .first()
        .click()
      await button(page, 'Keluar').click()
      await page.goto(new URL(link).pathname)
      await field(page, 'Kata sandi baru').fill('pendek')
      await button(page, 'Simpan kata sandi').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  [
    'signing in again, list of people',
    'sistem',
    async (page) => {
      await page.goto('/pengaturan/orang')
      await signIn(page, 'sistem')
    },
  ],
  at('people, nobody fits', 'sistem', '/pengaturan/orang?cari=zzz&status='),
  at('new person', 'sistem', '/pengaturan/orang/baru'),
  faulty('new person with faults', 'sistem', '/pengaturan/orang/baru', 'Simpan dan buat tautan', ['Surel', 'bukan surel']),
  ['person', 'sistem', (page) => toPerson(page, 'Andi Tenri Sumpala')],
  [
    'person with faults',
    'sistem',
    async (page) => {
      await toPerson(page, 'Rusdi Mappasomba')
      await field(page, 'Nama').fill('')
      await button(page, 'Simpan').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  [
    'role with faults',
    'sistem',
    async (page) => {
      await toPerson(page, 'Rusdi Mappasomba')
      await page.getByRole('link', { name: 'Tambah peran' }).click()
      await button(page, 'Tambah peran').click()
      await page.getByRole('alert').waitFor()
    },
  ],
  [
    'one-time link',
    'sistem',
    async (page) => {
      await toPerson(page, 'Rusdi Mappasomba')
      await button(page, 'Buat tautan kata sandi').click()
      await field(page, 'Tautan sekali pakai').waitFor()
    },
  ],
  at('trail of changes', 'sistem', '/pengaturan/jejak'),
  [
    'trail of one person',
    'sistem',
    async (page) => {
      await toPerson(page, 'Rusdi Mappasomba')
      await page.getByRole('link', { name: 'Jejak perubahan' }).last().click()
      await page.getByRole('heading', { name: 'Jejak perubahan', level: 1 }).waitFor()
    },
  ],
  at('own account', 'sistem', '/akun'),
  faulty('own account with faults', 'sistem', '/akun', 'Simpan', ['Surel', 'bukan surel']),
  faulty('another password, empty', 'sistem', '/akun/kata-sandi', 'Ganti kata sandi'),
  at('no such page', 'sistem', '/tidak/ada'),
  at('not allowed', 'sistem', '/aduan'),
  at('not readable', 'sistem', '/%E0%A4%A'),
  [
    'the menu and the shortcuts',
    'sistem',
    async (page) => {
      await page.goto('/akun')
      await page.getByLabel(/^Menu /).click()
      await page.getByText('Pintasan papan ketik').first().click()
      await page.getByRole('dialog', { name: 'Pintasan papan ketik' }).waitFor()
    },
  ],
]
