// The web kit by itself: no people signed in, no data; the same middleware in the same order as in the application.
import express, { type Express } from 'express'
import pino from 'pino'
import { serveAsset } from '../../src/web/assets.ts'
import { errorPage, unknownAddress } from '../../src/web/error-pages.ts'
import { requestLog } from '../../src/web/log.ts'
import { sameSiteOnly, securityHeaders } from '../../src/web/security.ts'

export const NOW = new Date('2026-11-24T06:30:00Z')

/** `lines` takes what the log says. */
export function kit(routes: (app: Express) => void = () => {}, lines: string[] = []): Express {
  const app = express()
  app
    .set('clock', { now: () => NOW })
    .set('shell', async () => ({ mine: 12 }))
    .set('trust proxy', true)
  app.use(requestLog(pino({}, { write: (line: string) => void lines.push(line) })), securityHeaders)
  app.get('/assets/:name', serveAsset)
  app.use(sameSiteOnly, express.urlencoded({ extended: false, limit: '1kb', parameterLimit: 5 }))
  routes(app)
  app.use(unknownAddress, errorPage)
  return app
}
