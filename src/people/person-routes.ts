import { type Request, type Response, Router } from 'express'
import { NotFound, Refused } from '../errors.ts'
import type { Role } from '../generated/enums.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { disable, enable, endSessions, OWN_ACCOUNT, renewLink } from './administration-store.ts'
import { changeFields, LAST_ADMIN } from './changes-store.ts'
import type { Setting } from './credentials.ts'
import { GIVE_ROLE, PERSON } from './forms.ts'
import { showLink } from './link-routes.ts'
import { ROLE_STAGE, roleStage } from './role-stage.ts'
import { endRole, giveRole } from './roles-store.ts'
import { rowId } from './row-id.ts'
import { sessionsOf } from './sessions.ts'
import { userOf } from './sign-in.ts'
import { administratorGrants, countHeld, findPerson, latestChange, unitOptions } from './store.ts'

type Faulty = { status?: number; errors: Errors; typed?: Typed; refusal?: string }

const NEWS = new Map(
  Object.entries({
    tersimpan: 'Perubahan tersimpan.',
    peran: 'Peran ditambahkan. Berlaku tanpa perlu masuk ulang.',
    'peran-berakhir': 'Peran diakhiri.',
    nonaktif: 'Akun dinonaktifkan. Semua sesinya diakhiri dan tautan yang belum dipakai tidak berlaku lagi.',
    aktif: 'Akun aktif kembali dengan peran dan kata sandi yang lama.',
    sesi: 'Semua sesinya diakhiri. Untuk melanjutkan, orang ini harus masuk lagi.',
  }),
)

/** One person; behind `allowed('administerPeople')`. */
export function personRoutes(setting: Setting): Router {
  const { db, clock } = setting
  const router = Router()

  router.get('/pengaturan/orang/:id', (req, res) => personPage(req, res))

  router.post('/pengaturan/orang/:id', async (req, res) => {
    const parsed = parseForm(PERSON, req.body, clock.now())
    if (parsed.errors) return personPage(req, res, parsed)
    const { nama: name, telepon: phone, surel: email, versi } = parsed.value
    const changed = await changeFields(setting, between(req), { name, phone, email }, versi)
    if (!changed) return personPage(req, res, { status: 409, errors: { nama: OUTDATED }, typed: typedOf(req.body) })
    back(req, res, 'tersimpan')
  })

  router.get('/pengaturan/orang/:id/peran', (req, res) => rolePage(req, res))

  router.post('/pengaturan/orang/:id/peran', async (req, res) => {
    const lists = { units: await unitOptions(db) }
    const parsed = parseForm(GIVE_ROLE, req.body, clock.now(), lists)
    if (parsed.errors) return rolePage(req, res, parsed)
    const { peran: role, unit: unitId, mulai: from, sampai: until } = parsed.value
    const given = await giveRole(setting, between(req), { role, unitId, from, until })
    if (!given) return rolePage(req, res, { errors: { peran: HELD }, typed: typedOf(req.body) })
    back(req, res, 'peran')
  })

  router.get('/pengaturan/orang/:id/peran/:grantId/akhiri', async (req, res) => {
    const person = await personOf(req)
    const grant = person.grants.find(({ id }) => id === rowId(req.params.grantId))
    if (!grant) throw new NotFound()
    const held = OFFICERS.includes(grant.role) ? await countHeld(db, person.id) : null
    const own = person.id === userOf(req).id && grant.role === 'SYSTEM_ADMIN'
    await renderPage(req, res, 'people/end-role', { title: 'Akhiri peran', person, grant, held, own })
  })

  router.post('/pengaturan/orang/:id/peran/:grantId/akhiri', async (req, res) => {
    const role = await inPlace(req, res, () => endRole(setting, between(req), rowId(req.params.grantId) ?? 0))
    const { actorId, personId } = between(req)
    // Who gave up administering people has no way back to this page.
    if (role === 'SYSTEM_ADMIN' && actorId === personId) res.redirect(303, '/')
    else if (role) back(req, res, 'peran-berakhir')
  })

  router.get('/pengaturan/orang/:id/nonaktifkan', async (req, res) => {
    const person = await personOf(req)
    await renderPage(req, res, 'people/disable', { title: 'Nonaktifkan akun', person, held: await countHeld(db, person.id) })
  })

  router.post('/pengaturan/orang/:id/nonaktifkan', async (req, res) => {
    await inPlace(req, res, async () => {
      await disable(setting, between(req))
      back(req, res, 'nonaktif')
    })
  })

  router.post('/pengaturan/orang/:id/aktifkan', async (req, res) => {
    await enable(setting, between(req))
    back(req, res, 'aktif')
  })

  router.post('/pengaturan/orang/:id/akhiri-sesi', async (req, res) => {
    await endSessions(setting, between(req))
    back(req, res, 'sesi')
  })

  router.post('/pengaturan/orang/:id/tautan', async (req, res) => {
    const person = await personOf(req)
    await inPlace(req, res, async () => showLink(setting, req, res, { ...person, token: await renewLink(setting, between(req)) }))
  })

  return router

  /** What a rule refuses, the person's page says in its place, with the reason. */
  async function inPlace<T>(req: Request, res: Response, change: () => Promise<T>): Promise<T | undefined> {
    try {
      return await change()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await personPage(req, res, { status: error.status, errors: {}, refusal: error.message })
      return undefined
    }
  }

  async function personPage(req: Request, res: Response, faulty?: Faulty) {
    const person = await personOf(req)
    const [sessions, versi, administrators] = await Promise.all([
      sessionsOf(db, person.id),
      latestChange(db.prisma, person.id),
      administratorGrants(db.prisma, clock.now()),
    ])
    const grants = person.grants.map((grant) => ({ ...grant, stage: roleStage(grant, clock.now()) }))
    const values = { ...(faulty?.typed ?? { nama: person.name, telepon: person.phone ?? '', surel: person.email ?? '' }), versi }
    const isLast = administrators.length > 0 && administrators.every(({ personId }) => personId === person.id)
    const kept = {
      lastAdmin: LAST_ADMIN,
      lastGrantId: isLast && administrators.length === 1 ? administrators[0]?.id : undefined,
      staysActive: person.id === userOf(req).id ? OWN_ACCOUNT : isLast ? LAST_ADMIN : undefined,
    }
    const form = { fields: PERSON.fields, values, errors: faulty?.errors }
    const locals = { person, grants, stages: ROLE_STAGE, sessions, refusal: faulty?.refusal, ...kept, ...form }
    await renderPage(req, res, 'people/person', {
      title: person.name,
      status: statusOf(faulty),
      news: NEWS.get(String(req.query.kabar)),
      ...locals,
    })
  }

  async function rolePage(req: Request, res: Response, faulty?: Faulty) {
    const person = await personOf(req)
    const locals = {
      fields: GIVE_ROLE.fields,
      lists: { units: await unitOptions(db) },
      values: faulty?.typed,
      errors: faulty?.errors,
    }
    await renderPage(req, res, 'people/give-role', {
      title: `Tambah peran ${person.name}`,
      status: statusOf(faulty),
      person,
      ...locals,
    })
  }

  async function personOf({ params }: Request) {
    const person = await findPerson(db, rowId(params.id) ?? 0)
    if (!person) throw new NotFound()
    return person
  }
}

/** They alone hold complaints; with another role ended, none is left behind. */
const OFFICERS: readonly Role[] = ['TECHNICIAN', 'QUICK_RESPONSE']

const OUTDATED = 'Data orang ini berubah sementara Anda mengisi. Periksa lagi dengan yang tertulis di halaman ini, lalu simpan.'
const HELD = 'Orang ini sudah memegang peran tersebut di unit itu pada masa yang sama.'

const statusOf = (faulty: Faulty | undefined): number => (faulty ? (faulty.status ?? 422) : 200)
const between = (req: Request) => ({ actorId: userOf(req).id, personId: rowId(req.params.id) ?? 0 })
const back = (req: Request, res: Response, news: string) => res.redirect(303, `/pengaturan/orang/${req.params.id}?kabar=${news}`)
