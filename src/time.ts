import dayjs from 'dayjs'
import 'dayjs/locale/id.js'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)
dayjs.locale('id')

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

// WITA has no daylight saving time: one fixed offset, so that dates are plain arithmetic.
const WITA = 8 * HOUR

// Names are looked up, not formatted anew: a page shows hundreds of times. 1 January 2023 was a Sunday.
const WEEKDAYS = Array.from({ length: 7 }, (_, day) => dayjs.utc(Date.UTC(2023, 0, 1 + day)).format('ddd'))
const MONTHS = Array.from({ length: 12 }, (_, month) => dayjs.utc(Date.UTC(2023, month)).format('MMM'))

/** Where instants come from: handed in, so that tests, demo data and rehearsals run the same code at any instant. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** The date in WITA: '2026-11-24'. */
export const dateInWita = (at: Date): string => dateText(inWita(at))

/** The instant at which a date ('2026-11-24') begins in WITA. */
export const startOfDayWita = (date: string): Date => new Date(`${date}T00:00:00+08:00`)

/** The weekday in WITA, Monday 0 to Sunday 6. */
export const weekdayInWita = (at: Date): number => (inWita(at).getUTCDay() + 6) % 7

/** The date so many days later (earlier when negative). */
export const addDays = (date: string, days: number): string => dateText(new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY))

/** Whole minutes from one instant to another, rounded down. */
export const minutesBetween = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / MINUTE)

/** Reads what a datetime-local field sends, as WITA, of the years 1900 to 2199; undefined for anything else, days that do not exist included. */
export function parseLocal(text: string): Date | undefined {
  if (!/^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return undefined
  const at = new Date(`${text}+08:00`)
  // The platform reads 30 February as 2 March: only what comes back as it went in is accepted.
  return `${toLocalInput(at)}:${two(at.getUTCSeconds())}`.startsWith(text) ? at : undefined
}

/** The value of a datetime-local field: '2026-11-24T14:30'. */
export const toLocalInput = (at: Date): string => `${dateInWita(at)}T${clockText(inWita(at), ':')}`

/** '14.30' */
export const timeOfDay = (at: Date): string => clockText(inWita(at), '.')

/** 'Sel 24 Nov 14.30', with the year when it is not that of now. */
export function dayAndTime(at: Date, now: Date = at): string {
  const local = inWita(at)
  const year = local.getUTCFullYear()
  const date = `${WEEKDAYS[local.getUTCDay()]} ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]}`
  return `${date}${year === inWita(now).getUTCFullYear() ? '' : ` ${year}`} ${clockText(local, '.')}`
}

/** '24 November 2026' */
export const fullDate = (at: Date): string => dayjs.utc(at.getTime() + WITA).format('D MMMM YYYY')

/** '24 November 2026 pukul 14.30' */
export const fullDateAndTime = (at: Date): string => `${fullDate(at)} pukul ${timeOfDay(at)}`

/** A time as people say it: baru saja, 12 mnt lalu, 3 jam lalu, kemarin 14.20, Sel 3 Nov 14.20. */
export function said(at: Date, now: Date): string {
  const minutes = minutesBetween(at, now)
  // Another instance's clock may be a little ahead of ours.
  if (minutes === 0 || minutes === -1) return 'baru saja'
  if (minutes > 0 && minutes < 60) return `${minutes} mnt lalu`
  const date = dateInWita(at)
  if (minutes > 0 && date === dateInWita(now)) return `${Math.floor(minutes / 60)} jam lalu`
  return date === addDays(dateInWita(now), -1) ? `kemarin ${timeOfDay(at)}` : dayAndTime(at, now)
}

/** '12 mnt', '1 jam 5 mnt', and days only beyond 48 hours: '3 hari 2 jam'. */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  if (minutes > 48 * 60) return parts(Math.floor(hours / 24), 'hari', hours % 24, 'jam')
  return parts(hours, 'jam', Math.floor(minutes % 60), 'mnt')
}

function parts(great: number, greatUnit: string, small: number, smallUnit: string): string {
  if (great === 0) return `${small} ${smallUnit}`
  return small === 0 ? `${great} ${greatUnit}` : `${great} ${greatUnit} ${small} ${smallUnit}`
}

/** The instant whose UTC fields are those of WITA at the given one. */
const inWita = (at: Date): Date => new Date(at.getTime() + WITA)

const dateText = (local: Date): string =>
  `${String(local.getUTCFullYear()).padStart(4, '0')}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`

const clockText = (local: Date, mark: ':' | '.'): string => `${two(local.getUTCHours())}${mark}${two(local.getUTCMinutes())}`

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`)
