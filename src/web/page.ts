import type { Request, Response } from 'express'
import { menuOf } from '../menu.ts'
import { can, type User } from '../permissions.ts'
import * as time from '../time.ts'
import * as words from '../words.ts'
import { asset } from './assets.ts'
import * as html from './html.ts'
import { render } from './views.ts'

declare global {
  namespace Express {
    interface User extends Person {}
  }
}
type Person = User

/** What the shell shows on every page besides the person: how many complaints wait for them, and how much they were told and have not read. */
export type Waiting = { mine: number; unread: number; reports: number }
export type Shell = (user: User, now: Date) => Promise<Waiting>
export type Locals = {
  title: string
  status?: number /** Given by pages that may ask no database. */
  mine?: number
  [name: string]: unknown
}

const SHARED = { words, time, can, asset, menuOf, ...html }

/** Sends a view inside the layout. */
export async function renderPage(req: Request, res: Response, view: string, locals: Locals): Promise<void> {
  const it = { ...shared(req), ...(locals.mine === undefined && (await waitingFor(req))), ...locals }
  send(res.status(locals.status ?? 200), render('/layout', { ...it, body: render(`/${view}`, it) }))
}

/** Sends a view alone, for a partial update. */
export async function renderPart(req: Request, res: Response, view: string, locals: Record<string, unknown>): Promise<void> {
  send(res, render(`/${view}`, { ...shared(req), ...locals }))
}

function shared(req: Request) {
  const now: Date = req.app.get('clock').now()
  return { ...SHARED, user: req.user, path: req.path, now, when: (at: Date) => html.when(at, now) }
}

/** What the shell counts; a page that reads much asks for it beside its own reads, for it is kept. */
export async function waitingFor(req: Request): Promise<Waiting> {
  if (!req.user || !can(req.user, 'seeComplaints')) return { mine: 0, unread: 0, reports: 0 }
  const shell: Shell = req.app.get('shell')
  return shell(req.user, req.app.get('clock').now())
}

// Pages hold personal data: a browser may keep them only for its own back button.
function send(res: Response, html: string): void {
  const body = Buffer.from(html) // once: as text it would be measured and encoded again by everybody whom it passes
  res
    .type('html')
    .set({ 'Cache-Control': 'private, no-cache', 'Content-Length': String(body.length) })
    .end(body)
}
