// Files that somebody brought and has not sent yet, each with a content of its own.
import type { Username } from '../../prisma/seed/people.ts'
import { openObjects } from '../../src/attachments/objects.ts'
import { stage } from '../../src/attachments/store.ts'
import type { TestApp } from '../support/app.ts'
import { pdf } from './samples.ts'

/** Their ids, as a form names them. */
export async function broughtBy({ db, env, user, clock }: TestApp, who: Username, number = 1): Promise<string[]> {
  const setting = { db, objects: openObjects(env) }
  const ids: string[] = []
  while (ids.length < number) {
    const bytes = pdf(crypto.randomUUID())
    const content = { type: 'application/pdf' as const, bytes, thumb: null, width: null, height: null, place: null }
    ids.push(String(await stage(setting, user(who), 'surat.pdf', content, clock.now())))
  }
  return ids
}
