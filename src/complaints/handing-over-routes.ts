import { type Request, type Response, Router } from 'express'
import { Forbidden, NotFound, Refused, Unreadable } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm, type Typed } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { numberOf } from './complaint.ts'
import { HAND_OVER } from './forms.ts'
import { handOver, isStranded, successorsOf, whyStranded } from './handing-over.ts'
import { findAssigned } from './handing-over-store.ts'
import type { Setting } from './setting.ts'
import { apply, findVisible } from './store.ts'

/** As many as one form hands over; what is left comes with the next. */
const AT_ONCE = 100

/** All open work of somebody who cannot do it, to another in one step; behind `signedIn`. */
export function handingOverRoutes({ db, clock, masterData }: Setting): Router {
  const router = Router()
  router.use('/saya/alihkan', allowed('handOver'))

  router.get('/saya/alihkan/:orang', (req, res) => show(req, res))

  router.post('/saya/alihkan/:orang', async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const numbers = numbersIn(req.body?.aduan)
    if (numbers.length === 0) throw new Unreadable()
    const personId = rowId(req.params.orang) ?? 0
    const officers = successorsOf(
      personId,
      master.units.map(({ id }) => id),
      master,
    )
    const parsed = parseForm(HAND_OVER, req.body, now, { officers })
    if (parsed.errors) return show(req, res, parsed)
    const deputyId = parsed.value.wakil
    const refused: { number: string; reason: string }[] = []
    for (const number of numbers) {
      const reason = await handOverOne(number)
      if (reason) refused.push({ number, reason })
    }
    const moved = numbers.length - refused.length
    if (refused.length === 0) return res.redirect(303, `/saya?dialihkan=${moved}`)
    await renderPage(req, res, 'complaints/handed-over', {
      title: `Pekerjaan ${master.names.person(personId)}`,
      status: 409,
      deputy: master.names.person(deputyId),
      moved,
      refused,
    })

    /** One complaint in a transaction of its own; why it stays as it is. */
    async function handOverOne(number: string): Promise<string | null> {
      try {
        const complaint = await findVisible(db, user, number)
        const at = { user, now, master, version: complaint.version }
        await apply(db, complaint, handOver(complaint, { personId, deputyId }, at), now)
        return null
      } catch (error) {
        if (error instanceof NotFound || error instanceof Forbidden || error instanceof Refused) return error.message
        throw error
      }
    }
  })

  return router

  async function show(req: Request, res: Response, faulty?: { errors: Errors; typed: Typed }) {
    const [user, master, personId] = [userOf(req), await masterData(), rowId(req.params.orang) ?? 0]
    const assigned = await findAssigned(db, { user, humasUnitId: master.humasUnitId }, personId)
    const stranded = assigned.filter(({ activeUnits }) => isStranded(personId, activeUnits, master))
    if (stranded.length === 0) throw new NotFound('Tidak ada aduan terbuka orang ini yang perlu Anda alihkan.')
    const { names, away } = master
    await renderPage(req, res, 'complaints/hand-over', {
      title: `Alihkan pekerjaan ${names.person(personId)}`,
      status: faulty ? 422 : 200,
      person: { id: personId, name: names.person(personId), why: whyStranded(personId, master) },
      total: stranded.length,
      rows: stranded.slice(0, AT_ONCE).map((one) => ({
        ...one,
        number: numberOf(one),
        href: `/aduan/${numberOf(one)}`,
        unit: one.ownerUnitId === null ? null : names.unit(one.ownerUnitId),
        others: one.officers.filter((id) => id !== personId).map(names.person),
      })),
      fields: HAND_OVER.fields,
      lists: {
        officers: successorsOf(
          personId,
          stranded.flatMap(({ activeUnits }) => activeUnits),
          master,
        ),
      },
      values: faulty?.typed ?? { wakil: String(away.get(personId)?.deputyId ?? '') },
      errors: faulty?.errors,
    })
  }
}

const numbersIn = (typed: unknown): string[] =>
  [...new Set([typed ?? []].flat())].filter((one) => typeof one === 'string').slice(0, AT_ONCE)
