// Where contents lie, each under its SHA-256: in a folder of DATA_DIR, or in an S3-compatible store that several instances share.
import type { Readable } from 'node:stream'
import type { Env } from '../env.ts'
import { openBucket } from './objects-bucket.ts'
import { openFolder } from './objects-folder.ts'

export type Objects = {
  /** The same content may be put any number of times, by any number of instances. */
  put(hash: string, bytes: Buffer): Promise<void>
  /** Rejects when it is not there. */
  get(hash: string): Promise<Readable>
  /** What is not there is removed already. */
  remove(hash: string): Promise<void>
}

export const openObjects = ({ s3, dataDir }: Pick<Env, 's3' | 'dataDir'>): Objects => (s3 ? openBucket(s3) : openFolder(dataDir))
