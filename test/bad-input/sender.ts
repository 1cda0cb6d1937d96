// Sends what no page of ours sends: raw bodies of any type, as a browser that has signed in.
import type { Username } from '../../prisma/seed/people.ts'
import type { Typed } from '../../src/web/form.ts'
import { PASSWORD, type TestApp } from '../support/app.ts'

export type Answer = { status: number; text: string; location: string | null }
export type Sender = {
  get(path: string): Promise<Answer>
  /** Fields as a form sends them. */
  post(path: string, fields: Typed): Promise<Answer>
  raw(path: string, body: string | Uint8Array<ArrayBuffer>, type: string, headers?: Record<string, string>): Promise<Answer>
}

export const FORM_TYPE = 'application/x-www-form-urlencoded'

export const encoded = (fields: Typed): string =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))).toString()

export async function senderFor({ url }: TestApp, username: Username): Promise<Sender> {
  const cookie = await signIn(url, username)
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', ...init.headers }
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' })
    return { status: response.status, text: await response.text(), location: response.headers.get('location') }
  }
  const raw: Sender['raw'] = (path, body, type, headers = {}) =>
    send(path, { method: 'POST', body, headers: { 'Content-Type': type, ...headers } })
  return { get: (path) => send(path, {}), post: (path, fields) => raw(path, encoded(fields), FORM_TYPE), raw }
}

/** One sender for each of these people, found by user name. */
export async function sendersFor(app: TestApp, people: readonly Username[]): Promise<(who: Username) => Sender> {
  const signedIn = [...new Set(people)].map(async (who) => [who, await senderFor(app, who)] as const)
  const senders = new Map(await Promise.all(signedIn))
  return (who) => {
    const sender = senders.get(who)
    if (!sender) throw new Error(`${who} has not signed in`)
    return sender
  }
}

async function signIn(url: string, username: Username): Promise<string> {
  const body = new URLSearchParams({ username, password: PASSWORD })
  const headers = { Origin: url }
  const response = await fetch(`${url}/masuk`, { method: 'POST', body, headers, redirect: 'manual' })
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
