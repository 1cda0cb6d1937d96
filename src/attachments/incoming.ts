// What is on its way in: whole requests work there with what they were sent, and a kill may leave it there.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY } from '../time.ts'

export const incomingOf = (dataDir: string): string => join(dataDir, 'masuk')

/** No request takes a day. */
export async function sweepIncoming(dataDir: string, now: Date): Promise<void> {
  const folder = incomingOf(dataDir)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const path of names.map((name) => join(folder, name))) {
    const { mtime } = (await stat(path).catch(() => null)) ?? { mtime: now } // ended by itself just now
    if (now.getTime() - mtime.getTime() > DAY) await rm(path, { recursive: true, force: true })
  }
}
