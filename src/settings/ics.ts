// Days off as a calendar file (.ics, RFC 5545) tells them.
import ICAL from 'ical.js'
import { addDays, DAY, dateInWita, parseLocal } from '../time.ts'

export type NamedDay = { date: string; name: string }
/** Days in order and each once; what was left out, with the reason. Or what is wrong with the file as a whole. */
export type CalendarFile =
  | { days: NamedDay[]; left: { name: string; why: string }[]; fault?: undefined }
  | { fault: string; days?: undefined }

const LONGEST = 60
const MOST = 400
export const LONGEST_NAME = 120

// What the library gives: [name, parameters, type, value, …] and [name, properties, components].
type Property = [string, object, string, ...unknown[]]
type Component = [string, Property[], Component[]]

export function readCalendarFile(text: string): CalendarFile {
  const roots = parsed(text)
  if (!roots)
    return { fault: 'Isi ini bukan isi berkas kalender (.ics) yang utuh. Salin lagi dari BEGIN:VCALENDAR sampai END:VCALENDAR.' }
  const events = roots.flatMap(([, , inner]) => inner).filter(([kind]) => kind === 'vevent')
  if (events.length === 0) return { fault: 'Berkas kalender ini tidak memuat satu acara pun.' }
  const read = events.map(readEvent)
  const days = distinct(read.flatMap(({ days }) => days))
  if (days.length > MOST) return { fault: `Berkas kalender ini memuat lebih dari ${MOST} hari. Bagi menjadi beberapa bagian.` }
  return { days, left: read.flatMap(({ name, why }) => (why ? [{ name, why }] : [])) }
}

function parsed(text: string): Component[] | undefined {
  try {
    const tree = ICAL.parse(text.trim()) as unknown as Component | Component[]
    const roots = (typeof tree[0] === 'string' ? [tree] : tree) as Component[]
    return roots.length > 0 && roots.every(([kind]) => kind === 'vcalendar') ? roots : undefined
  } catch {
    return undefined
  }
}

type Read = { name: string; days: NamedDay[]; why?: string }

function readEvent([, properties]: Component): Read {
  const name = textOf(properties, 'summary').replace(/\s+/g, ' ').trim()
  const first = dayOf(properties, 'dtstart')
  const leave = (why: string): Read => ({ name: name || '(tanpa nama)', days: [], why })
  if (textOf(properties, 'status').toUpperCase() === 'CANCELLED') return leave('dibatalkan')
  if (name === '') return leave('tidak bernama')
  if (name.length > LONGEST_NAME) return leave(`namanya lebih dari ${LONGEST_NAME} huruf`)
  if (properties.some(([property]) => property === 'rrule' || property === 'rdate')) return leave('acara berulang')
  if (!first) return leave('tanggalnya tidak dapat dibaca atau bukan sehari penuh')
  const count = lengthOf(properties, first)
  if (!count || count > LONGEST) return leave(`lamanya tidak dapat dibaca atau lebih dari ${LONGEST} hari`)
  return { name, days: Array.from({ length: count }, (_, index) => ({ date: addDays(first, index), name })) }
}

/** In days; the end is the day after the last one, and one that lies before the start counts as none. */
function lengthOf(properties: Property[], first: string): number | undefined {
  if (properties.some(([name]) => name === 'dtend')) {
    const end = dayOf(properties, 'dtend')
    return end ? Math.max(1, (Date.parse(end) - Date.parse(first)) / DAY) : undefined
  }
  const [, weeks, days] = /^P(?:(\d+)W|(\d+)D)$/.exec(textOf(properties, 'duration') || 'P1D') ?? []
  return weeks ? Number(weeks) * 7 : days ? Number(days) : undefined
}

/** A whole day: a date, or midnight in WITA or of no zone. */
function dayOf(properties: Property[], name: string): string | undefined {
  const text = textOf(properties, name)
  const [, date, time = ''] = /^(\d{4}-\d\d-\d\d)(?:T(.*))?$/.exec(text) ?? []
  if (!date) return undefined
  const day = time === '16:00:00Z' ? dateInWita(new Date(text)) : date
  const whole = ['', '::', '00:00:00', '16:00:00Z'].includes(time)
  return whole && isDate(day) ? day : undefined
}

/** Whether this is a day that exists, of the years 2000 to 2199: '2026-11-24'. */
export const isDate = (text: string): boolean => text >= '2000' && parseLocal(`${text}T00:00`) !== undefined

const textOf = (properties: Property[], name: string): string => {
  const value = properties.find(([property]) => property === name)?.[3]
  return value === undefined || value === null ? '' : String(value)
}

/** Of two that fall on one day the first counts. */
const distinct = (days: NamedDay[]): NamedDay[] =>
  [...new Map(days.toReversed().map((day) => [day.date, day])).values()].sort((a, b) => a.date.localeCompare(b.date))
