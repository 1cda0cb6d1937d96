import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { incomingOf } from './incoming.ts'
import type { Objects } from './objects.ts'

/** Complete under its name, or not there at all, whatever is killed meanwhile. */
export function openFolder(dataDir: string): Objects {
  const [root, incoming] = [join(dataDir, 'lampiran'), incomingOf(dataDir)]
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash)
  return {
    async put(hash, bytes) {
      const path = pathOf(hash)
      await mkdir(dirname(path), { recursive: true })
      await mkdir(incoming, { recursive: true })
      const draft = join(incoming, randomUUID())
      try {
        const file = await open(draft, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
        await settle(dirname(path))
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(hash) {
      const file = await open(pathOf(hash))
      return file.createReadStream()
    },
    async remove(hash) {
      await rm(pathOf(hash), { force: true })
    },
  }
}

/** A name is safe from a power cut only once its folder is written too; Windows does so by itself. */
async function settle(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const opened = await open(folder)
  await opened.sync().finally(() => opened.close())
}
