import { type Request, type Response, Router } from 'express'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { createPerson } from './administration-store.ts'
import type { Setting } from './credentials.ts'
import { FIND_PEOPLE, NEW_PERSON } from './forms.ts'
import { showLink } from './link-routes.ts'
import { personRoutes } from './person-routes.ts'
import { rowId } from './row-id.ts'
import { userOf } from './sign-in.ts'
import { listPeople, unitOptions } from './store.ts'

/** People and their accounts; behind `allowed('administerPeople')`. */
export function administrationRoutes(setting: Setting): Router {
  const { db, clock } = setting
  const router = Router()

  router.get('/pengaturan/orang', async (req, res) => {
    const { value, errors } = parseForm(FIND_PEOPLE, req.query, clock.now())
    const filter = { cari: value?.cari ?? '', status: 'status' in req.query ? (value?.status ?? '') : 'AKTIF' } as const
    const after = rowId(req.query.setelah)
    const { people, next } = await listPeople(db, clock.now(), { search: filter.cari, status: filter.status, after })
    const firstHref = after && listHref(filter)
    const nextHref = next && listHref({ ...filter, setelah: String(next) })
    const form = { fields: FIND_PEOPLE.fields, values: errors ? typedOf(req.query) : filter, errors }
    await renderPage(req, res, 'people/list', {
      title: 'Orang',
      status: errors ? 422 : 200,
      people,
      firstHref,
      nextHref,
      ...form,
    })
  })

  router.get('/pengaturan/orang/baru', (req, res) => newPersonPage(req, res))

  router.post('/pengaturan/orang/baru', async (req, res) => {
    const lists = { units: await unitOptions(db) }
    const parsed = parseForm(NEW_PERSON, req.body, clock.now(), lists)
    if (parsed.errors) return newPersonPage(req, res, parsed)
    const { nama: name, username, peran: role, unit: unitId, telepon: phone, surel: email } = parsed.value
    const made = await createPerson(setting, userOf(req).id, { name, username, role, unitId, phone, email })
    if (!made) return newPersonPage(req, res, { errors: { username: TAKEN }, typed: typedOf(req.body) })
    await showLink(setting, req, res, { ...made, name, username })
  })

  router.use(personRoutes(setting))
  return router

  async function newPersonPage(req: Request, res: Response, faulty?: { errors: Errors; typed: Typed }) {
    const locals = {
      fields: NEW_PERSON.fields,
      lists: { units: await unitOptions(db) },
      values: faulty?.typed,
      errors: faulty?.errors,
    }
    await renderPage(req, res, 'people/new', { title: 'Orang baru', status: faulty ? 422 : 200, ...locals })
  }
}

const TAKEN = 'Nama pengguna ini sudah dipakai. Pilih yang lain.'

const listHref = (filter: Record<string, string>) => `/pengaturan/orang?${new URLSearchParams(filter)}`
