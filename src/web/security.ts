import type { NextFunction, Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { Forbidden } from '../errors.ts'

const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
}

const headers = (strictTransportSecurity: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    strictTransportSecurity,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })

const BEHIND_TLS = headers(true)
const PLAIN = headers(false)

/** Headers of every answer. Strict transport only over TLS: on a plain address it would lock people out of the host's other ports. */
export const securityHeaders: RequestHandler = (req, res, next) => (req.secure ? BEHIND_TLS : PLAIN)(req, res, next)

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Unsafe methods only from our own pages: a browser says where a request comes from, and what does not say so is no browser of ours. */
export function sameSiteOnly(req: Request, _res: Response, next: NextFunction): void {
  const allowed = SAFE.has(req.method) || isFromHere(req)
  next(allowed ? undefined : new Forbidden('Permintaan ini tidak datang dari halaman Tanggap.'))
}

const isFromHere = (req: Request): boolean =>
  req.get('Sec-Fetch-Site') === 'same-origin' || hostOf(req.get('Origin')) === req.host

function hostOf(origin: string | undefined): string | undefined {
  return origin && URL.canParse(origin) ? new URL(origin).host : undefined
}
