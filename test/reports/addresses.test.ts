// Whatever somebody types as the address of a figure or of a period: a page, or nothing there; never a fault of ours.
import { afterAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'

const app = await startApp()
afterAll(app.close)

const DAYS = 'dari=2026-11-01&sampai=2026-11-30'
const ARRIVED = `/dasbor/aduan?${DAYS}&ukuran=arrived`

test.each([
  ...['/laporan/harian/2000-01-01', '/laporan/bulanan/2000-01', '/laporan/tahunan/2000'],
  ...['/dasbor?periode=2000', '/dasbor?periode=2000-W01', '/dasbor?periode=2024-02-29'],
  ...[`${ARRIVED}&menurut=unit&nilai=999999999`, `${ARRIVED}&menurut=district`, `${ARRIVED}&menurut=special&nilai=true`],
  ...[`${ARRIVED}&menurut=officer&nilai=1`, `${ARRIVED}&menurut=kind&nilai=QUESTION&jenis=COMPLAINT`],
  ...[`${ARRIVED}&setelah=9999999999999.999999999.9999`, `${ARRIVED}&setelah=-9999999999999.1.1`, `${ARRIVED}&setelah=apa`],
  ...[
    `${ARRIVED}&menurut=unit&nilai=lain`,
    `${ARRIVED}&laporan=2026-11-24`,
    `${ARRIVED}&laporan=2026`,
    '/dasbor/aduan?dari=2000-01-01&sampai=2199-12-31&ukuran=open',
    '/dasbor/aduan?dari=2026-11-30&sampai=2026-11-01&ukuran=overdue',
  ],
])('%s opens', async (path) => {
  await (await app.signIn('kabag.humas')).get(path).expect(200)
})

test.each([
  ...['/laporan/harian/1999-12-31', '/laporan/harian/2026-02-29', '/laporan/bulanan/2026-13', '/laporan/tahunan/2200'],
  ...['/laporan/tahunan/__proto__', '/laporan/harian/2199-12-31'],
  ...[`/dasbor/aduan?${DAYS}`, `/dasbor/aduan?${DAYS}&ukuran=toString`, `/dasbor/aduan?${DAYS}&ukuran=heat.8.0`],
  ...['/dasbor/aduan?dari=2026-11-31&sampai=2026-12-01&ukuran=arrived', '/dasbor/aduan?sampai=2026-12-01&ukuran=arrived'],
  ...[`${ARRIVED}&jenis=toString`, `${ARRIVED}&jenis=`, `${ARRIVED}&jenis=COMPLAINT&jenis=QUESTION`],
  ...[
    'toString',
    'unit&nilai=abc',
    'unit&nilai=1&nilai=2',
    'district&nilai=%00',
    'kind&nilai=constructor',
    'officer',
    'officer&nilai=',
    'special&nilai=apa',
    'unit&nilai=lain2',
  ].map((part) => `${ARRIVED}&menurut=${part}`),
  ...['2026-W48', '2026-13', '2026-12', '2026-11-25', '2026-11/../x', '', '2026-11&laporan=2026-10'].map(
    (report) => `${ARRIVED}&laporan=${report}`,
  ),
])('%s is not there', async (path) => {
  const { status } = await (await app.signIn('kabag.humas')).get(path)
  expect(status).toBe(404)
})
