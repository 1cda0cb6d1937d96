// The floor that pages are held against: a bare Express and EJS page of 50 rows × 7 columns from memory, nothing else.
import type { AddressInfo } from 'node:net'
import express from 'express'

const rows = Array.from({ length: 50 }, (_, index) => ({
  number: `ADU-2026-${String(index).padStart(6, '0')}`,
  subject: `Air tidak mengalir sejak kemarin di lorong ${index}`,
  state: 'Ditindaklanjuti',
  unit: 'Wilayah Pelayanan II',
  complainant: 'Ramlah Daeng Kebo',
  village: 'Tamalanrea Jaya',
  arrived: 'Sel 24 Nov 14.30',
}))

const app = express()
  .set('views', import.meta.dirname)
  .set('view engine', 'ejs')
app.get('/', (_req, res) => res.render('floor', { rows }))
const server = app.listen(0, '127.0.0.1', () => console.log(`siap di http://127.0.0.1:${(server.address() as AddressInfo).port}`))
