import { Router } from 'express'
import type { z } from 'zod'
import { allowed } from '../people/sign-in.ts'
import { personOptions } from '../people/store.ts'
import { DAY, dateInWita, parseLocal } from '../time.ts'
import { type Field, form, optionalPick, optionalText, parseForm, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { type Cursor, findAccesses } from './access-store.ts'
import { numberOf, parseNumber } from './complaint.ts'
import type { Setting } from './setting.ts'

/** Who opened whose contact. */
export function accessRoutes({ db, clock }: Setting): Router {
  const router = Router()

  router.get('/pengaturan/akses', allowed('readAccessLog'), async (req, res) => {
    const now = clock.now()
    const lists = { people: await personOptions(db) }
    const { value, errors } = parseForm(FIND_ACCESSES, req.query, now, lists)
    const shown = { title: 'Catatan akses', fields: FIND_ACCESSES.fields, lists, values: typedOf(req.query) }
    // Under words that cannot be read stands no list: it would look like their answer.
    if (errors) return renderPage(req, res, 'complaints/access', { ...shown, status: 422, errors, rows: null })
    const { orang: personId, aduan, dari: from, sampai } = value
    const number = (aduan && parseNumber(aduan, yearOf(now))) || null
    const filter = { personId, number, from, until: sampai && new Date(sampai.getTime() + DAY) }
    const before = cursorOf(req.query.sebelum)
    const { rows, next } = await findAccesses(db, filter, before)
    const asked = {
      ...(personId && { orang: String(personId) }),
      ...(number && { aduan: numberOf(number) }),
      ...(from && { dari: dateInWita(from) }),
      ...(sampai && { sampai: dateInWita(sampai) }),
    }
    await renderPage(req, res, 'complaints/access', {
      ...shown,
      narrowed: Object.keys(asked).length > 0,
      rows: rows.map((row) => ({ ...row, number: numberOf(row), href: `/aduan/${numberOf(row)}` })),
      firstHref: before && addressOf(asked),
      nextHref: next && addressOf({ ...asked, sebelum: `${next.at.getTime()}.${next.id}` }),
    })
  })

  return router
}

const yearOf = (now: Date): number => Number(dateInWita(now).slice(0, 4))

const optionalDay = (label: string): Field<Date | null> => {
  const typed = optionalText(label, 40)
  const at = (value: string | null) => (value === null ? null : (parseLocal(`${value}T00:00`) ?? null))
  const schema = typed.schema.refine((value) => value === null || at(value), `${label} belum berupa tanggal yang benar.`)
  return { ...typed, schema: schema.transform(at) as z.ZodType<Date | null> }
}

const FIND_ACCESSES = form(
  {
    orang: optionalPick('Orang', 'people'),
    aduan: optionalText('Nomor aduan', 40),
    dari: optionalDay('Dari tanggal'),
    sampai: optionalDay('Sampai tanggal'),
  },
  ({ aduan, dari, sampai }, now) => ({
    ...(aduan && !parseNumber(aduan, yearOf(now)) && { aduan: 'Nomor aduan ditulis seperti ADU-2026-000123.' }),
    ...(dari && sampai && sampai < dari && { sampai: 'Sampai tanggal tidak boleh sebelum dari tanggal.' }),
  }),
)

/** Where a page ended; whatever no page of ours says counts as absent. */
function cursorOf(raw: unknown): Cursor | null {
  const [, at, id] = (typeof raw === 'string' && /^(\d{1,14})\.(\d{1,15})$/.exec(raw)) || []
  return at && id ? { at: new Date(Number(at)), id: Number(id) } : null
}

const addressOf = (asked: Record<string, string>): string => {
  const query = new URLSearchParams(asked)
  return query.size > 0 ? `/pengaturan/akses?${query}` : '/pengaturan/akses'
}
