import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
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
    async get(hash) {
      const found = await s3.getObjectResponse(keyOf(hash))
      if (!found?.body) throw new Error(`The store has no object ${hash}`)
      return Readable.fromWeb(found.body as ReadableStream)
    },
    async remove(hash) {
      await s3.deleteObject(keyOf(hash))
    },
  }
}
