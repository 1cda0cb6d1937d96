import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { Forbidden, NotFound, Refused } from '../errors.ts'
import { can } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import { type Errors, type Option, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { ABSENCE } from './absence-forms.ts'
import { cancelAbsence, enterAbsence, listAbsences } from './absence-store.ts'
import { type Absence, deputiesOf, spanWords, watchedBy } from './absences.ts'
import { rowId } from './row-id.ts'
import { allowed, userOf } from './sign-in.ts'

const HOME = '/saya/ketidakhadiran'

type Faulty = { status?: number; errors: Errors; typed?: Typed; refusal?: string }

/** When people are away and who acts for them: one's own absences, and those of the people of one's unit; behind `signedIn`. */
export function absenceRoutes(setting: Setting): Router {
  const { db, clock, masterData } = setting
  const router = Router()
  router.use(HOME, allowed('doWork'))

  router.get(HOME, (req, res) => {
    const chosen = rowId(req.query.orang)
    res.redirect(303, `${HOME}/${chosen ?? userOf(req).id}`)
  })

  router.get(`${HOME}/:orang`, (req, res) => show(req, res))

  router.post(`${HOME}/:orang`, async (req, res) => {
    const [now, master] = [clock.now(), await masterData()]
    const personId = subjectOf(req, master)
    const deputies = deputyOptions(personId, master)
    const parsed = parseForm(ABSENCE, req.body, now, { deputies })
    if (parsed.errors) return show(req, res, parsed)
    const { mulai: from, sampai: until, wakil: deputyId } = parsed.value
    // Somebody acts for whoever is away, where there is anybody who can.
    if (deputyId === null && deputies.length > 0)
      return show(req, res, { errors: { wakil: 'Wakil wajib diisi.' }, typed: typedOf(req.body) })
    const entered = await enterAbsence(setting, { actorId: userOf(req).id, personId }, { from, until, deputyId })
    if (entered !== 'entered') return show(req, res, { errors: REFUSALS[entered], typed: typedOf(req.body) })
    res.redirect(303, `${HOME}/${personId}?kabar=tercatat`)
  })

  router.post(`${HOME}/:orang/:id/batalkan`, async (req, res) => {
    const personId = subjectOf(req, await masterData())
    try {
      await cancelAbsence(setting, { actorId: userOf(req).id, personId }, rowId(req.params.id) ?? 0)
      res.redirect(303, `${HOME}/${personId}?kabar=dibatalkan`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await show(req, res, { status: error.status, errors: {}, refusal: error.message })
    }
  })

  return router

  async function show(req: Request, res: Response, faulty?: Faulty) {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const personId = subjectOf(req, master)
    const watched = watchedBy(user, master)
    const absences = await listAbsences(db, [personId, ...watched], now)
    const rowOf = (absence: Absence) => rowFor(absence, master)
    const own = personId === user.id
    await renderPage(req, res, 'people/absence', {
      title: own ? 'Ketidakhadiran saya' : `Ketidakhadiran ${master.names.person(personId)}`,
      status: faulty ? (faulty.status ?? 422) : 200,
      news: NEWS.get(String(req.query.kabar)),
      refusal: faulty?.refusal,
      own,
      home: `${HOME}/${personId}`,
      absences: absences.filter((one) => one.personId === personId).map(rowOf),
      others: absences.filter((one) => one.personId !== personId && one.personId !== user.id).map(rowOf),
      people: own ? nameOptions(watched, master) : [],
      fields: ABSENCE.fields,
      lists: { deputies: deputyOptions(personId, master) },
      values: faulty?.typed,
      errors: faulty?.errors,
    })
  }

  /** Whose absences an address is about; one's own may be handled by everybody. */
  function subjectOf(req: Request, master: MasterData): number {
    const [user, id] = [userOf(req), rowId(req.params.orang)]
    if (id === user.id) return id
    if (!can(user, 'enterAbsences')) throw new Forbidden()
    if (id === undefined || !watchedBy(user, master).includes(id)) throw new NotFound('Orang ini tidak ditemukan.')
    return id
  }
}

const REFUSALS: Record<'overlapping' | 'deputy away', Errors> = {
  overlapping: { mulai: 'Sudah ada ketidakhadiran pada hari-hari itu. Batalkan yang lama lebih dahulu.' },
  'deputy away': { wakil: 'Wakil ini sendiri tidak di tempat pada hari-hari itu. Pilih yang lain.' },
}

const NEWS = new Map([
  ['tercatat', 'Ketidakhadiran tercatat. Selama itu, nama wakil tampak di samping namanya pada aduan dan pilihan petugas.'],
  ['dibatalkan', 'Ketidakhadiran dibatalkan.'],
])

const rowFor = (absence: Absence, { names }: MasterData) => ({
  ...absence,
  name: names.person(absence.personId),
  days: spanWords(absence),
  deputy: absence.deputyId === null ? 'tanpa wakil' : `wakil: ${names.person(absence.deputyId)}`,
  enteredBy: absence.createdById === absence.personId ? null : names.person(absence.createdById),
})

const deputyOptions = (personId: number, master: MasterData): Option[] => nameOptions(deputiesOf(personId, master), master)

const nameOptions = (ids: number[], { names }: MasterData): Option[] =>
  ids
    .map((id) => ({ value: String(id), label: names.person(id) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'id'))
