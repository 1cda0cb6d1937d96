import { randomInt } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// No letters that look alike: people copy the demo password from the screen.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A secret made once and kept in DATA_DIR, for this user alone. Of two first starts one makes it, and both read the same. */
export function keptSecret(dataDir: string, name: string, length: number): string {
  const file = join(dataDir, name)
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join(''), { mode: 0o600 })
    try {
      linkSync(draft, file) // complete, or not there at all
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      rmSync(draft)
    }
  }
  return readFileSync(file, 'utf8').trim()
}
