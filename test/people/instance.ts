import pino from 'pino'
import { createApp } from '../../src/app.ts'
import type { Env } from '../../src/env.ts'
import type { TestApp } from '../support/app.ts'

/** Another instance of the application on the same database. */
export const anotherInstance = (
  { db, feed, env, clock }: Pick<TestApp, 'db' | 'feed' | 'env' | 'clock'>,
  other: Partial<Env> = {},
): TestApp['app'] =>
  createApp({ db, feed, env: { ...env, ...other }, clock, log: pino({ level: 'silent' }), ready: async () => true })
