// Where a complaint is on a map.
import type { Stored } from '../complaints/store.ts'
import type { MasterData } from '../settings/master.ts'
import { placeOf } from './parts.ts'

type Point = { latitude: number; longitude: number }

/** Where a photo was taken, else a search for the place in words. */
export function mapOf(complaint: Stored, photographed: Point | null, master: MasterData): string {
  if (photographed) {
    const { latitude, longitude } = photographed
    return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`
  }
  const words = [placeOf(complaint, master).replace(/\bKe[lc]\. /g, ''), master.letterhead.city].filter(Boolean).join(', ')
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(words)}`
}
