import { Readable } from 'node:stream'
import { S3mini } from 's3mini'
import type { Env } from '../env.ts'
import type { Objects } from './objects.ts'

const MOST_MS = 30_000

export function openBucket({ endpoint, bucket, region, key, secret }: NonNullable<Env['s3']>): Objects {
  const s3 = new S3mini({
    endpoint: `${endpoint}/${bucket}`,
    region,
    accessKeyId: key,
    secretAccessKey: secret,
    requestAbortTimeout: MOST_MS,
  })
  const keyOf = (hash: string) => `lampiran/${hash.slice(0, 2)}/${hash}`
  return {
    async put(hash, bytes) {
      await s3.putObject(keyOf(hash), bytes, 'application/octet-stream')
    },
    // Whole, so that the time that is allowed is the store's, not that of a phone at the end of a slow line.
    async get(hash) {
      const found = await s3.getObjectArrayBuffer(keyOf(hash))
      if (!found) throw new Error(`The store has no object ${hash}`)
      return Readable.from([Buffer.from(found)])
    },
    async remove(hash) {
      await s3.deleteObject(keyOf(hash))
    },
  }
}
