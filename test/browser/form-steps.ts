// How a person finds things on the pages of complaints: by what is written there.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The field with this label in the form that is open. */
export const field = (page: Page, label: string) => page.getByLabel(label, { exact: true }).filter({ visible: true })

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).filter({ visible: true })

/** What a list shows as chosen. */
export const chosen = (page: Page, label: string) => field(page, label).getByRole('option', { selected: true }).textContent()

/** Opens an action's fields, among the further actions when it is not the likeliest. */
export async function openAction(page: Page, name: string): Promise<void> {
  const action = page.getByText(name, { exact: true }).first()
  if (!(await action.isVisible())) await page.getByText('Tindakan lain', { exact: true }).click()
  await action.click()
}

/** Opens one of the intake's two decisions; each begins with "Simpan dan". */
export const openDecision = (page: Page, name: RegExp) => page.getByText(name).first().click()

/** What is usual to fill in of a call: the phone's owner, the leak and where it is. */
export async function fillIntake(page: Page, { name = 'Daeng Baji', phone = '0812-3456-7890' } = {}): Promise<void> {
  await field(page, 'Kategori').selectOption('Bocor pipa dinas')
  await field(page, 'Perihal').fill('Pipa bocor di depan rumah')
  await field(page, 'Uraian').fill('Air menyembur di depan rumah sejak subuh.')
  await field(page, 'Kelurahan').selectOption('Kampung Buyang')
  await field(page, 'Nama pelapor').fill(name)
  await field(page, 'Nomor telepon').fill(phone)
}

/** The focus is on what is called so. */
export async function focused(page: Page, name: string): Promise<void> {
  const named = page.getByLabel(name, { exact: true }).or(page.getByRole('link', { name, exact: true }))
  await expect
    .poll(() => named.evaluateAll((found) => found.some((one) => one === document.activeElement)), { timeout: 20_000 })
    .toBe(true)
}
