// What ties complaints together: the same thing told twice, and people who call again.
import { DAY, MINUTE } from '../../../src/time.ts'
import { after } from './course.ts'
import { deskAt } from './crew.ts'
import { takeDown } from './intake.ts'
import type { Fit, Pool } from './matters.ts'
import type { Random } from './random.ts'
import type { Story } from './story.ts'

/** Neighbours who call about what is being worked on already; each call is dismissed with the number of the first. */
export function duplicates(random: Random, pool: Pool, stories: readonly Story[], now: Date): Story[] {
  const originals = random.shuffled(stories.filter((story) => isLongUnderWay(story, now)))
  const told: Story[] = []
  for (const original of originals) {
    const fits = isLike(original)
    if (told.length < 4 && pool.has(fits)) told.push(duplicateOf(original, random, pool, fits, `demo-again-${told.length + 1}`))
  }
  return told
}

function duplicateOf(original: Story, random: Random, pool: Pool, fits: Fit, key: string): Story {
  const openedAt = after(original.intake.at, random.between(14, 30))
  const taking = { who: 'callcenter', channel: 'CALL_CENTER', arrivedAt: openedAt, openedAt, at: after(openedAt, 2.5) } as const
  const story = takeDown(random, key, pool.take(fits), taking)
  const values = {
    alasan: 'DUPLICATE',
    asli: original.key,
    keterangan: 'Gangguan yang sama sudah dilaporkan tetangga dan sedang ditangani.',
  }
  story.steps.push({ who: 'callcenter', at: after(taking.at, 1.5), action: 'dismiss', values })
  return story
}

/** Open for three quarters of an hour after it was passed on, and long enough ago. */
function isLongUnderWay({ intake, steps }: Story, now: Date): boolean {
  const end = steps.find(({ action }) => action !== 'open' && action !== 'assign' && action !== 'start')?.at ?? now
  return intake.button === 'teruskan' && end.getTime() - intake.at.getTime() > 45 * MINUTE
}

/** The same category in the same kecamatan. */
const isLike =
  ({ intake }: Story): Fit =>
  ({ text }) =>
    text.category === intake.values.kategori && districtOf(text.village) === districtOf(intake.values.kelurahan)

const districtOf = (village: string | string[] | undefined): string => String(village).slice(0, 8)

/** The desk ties a later complaint to an earlier one: of the same connection, or of the same place and matter a day before. */
export function linkPairs(random: Random, stories: readonly Story[], now: Date): void {
  const inOrder = [...stories].sort((a, b) => a.intake.at.getTime() - b.intake.at.getTime())
  let related = 0
  for (const [index, later] of inOrder.entries()) {
    const before = inOrder.slice(0, index).reverse()
    const sameHouse = before.find((story) => isSameHouse(story, later))
    const samePlace = related < 5 ? before.find((story) => isSamePlace(story, later)) : undefined
    if (sameHouse && random.chance(0.6)) link(random, later, sameHouse, now)
    else if (samePlace) related += link(random, later, samePlace, now)
  }
}

function link(random: Random, later: Story, earlier: Story, now: Date): number {
  const at = new Date(after(later.intake.at, random.between(0.6, 1.4)).getTime() + 500)
  const ended = earlier.steps.some((step) => step.action === 'confirm' && step.at < at) || earlier.intake.button === 'jelaskan'
  if (at >= now || !later.intake.who || later.steps.some(({ action }) => action === 'dismiss')) return 0
  const values = { aduan: earlier.key, hubungan: ended && isSameHouse(earlier, later) ? 'FOLLOW_UP' : 'RELATED' }
  later.steps.push({ who: deskAt(random, at), at, action: 'link', values })
  later.steps.sort((a, b) => a.at.getTime() - b.at.getTime())
  return 1
}

const isSameHouse = (a: Story, b: Story): boolean =>
  a.intake.values.nomor_sambungan !== undefined && a.intake.values.nomor_sambungan === b.intake.values.nomor_sambungan

const isSamePlace = (earlier: Story, later: Story): boolean =>
  earlier.intake.values.kategori === later.intake.values.kategori &&
  districtOf(earlier.intake.values.kelurahan) === districtOf(later.intake.values.kelurahan) &&
  later.intake.at.getTime() - earlier.intake.at.getTime() < DAY
