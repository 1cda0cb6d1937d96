// Papers as people make and open them.
import { type CheerioAPI, load } from 'cheerio'
import type { Response } from 'superagent'
import type { Username } from '../../prisma/seed/people.ts'
import type { TestApp } from '../support/app.ts'

export type Path = 'tanda-terima' | 'surat-perintah-kerja' | 'berita-acara' | 'laporan-penyelesaian'

/** Where a paper lies that a person has just made. */
export async function made(app: TestApp, number: string, path: Path, who: Username): Promise<string> {
  const { status, headers, text } = await (await app.signIn(who)).post(`/aduan/${number}/kertas/${path}`).type('form').send({})
  if (status !== 303) throw new Error(`${path} by ${who}: ${status} ${load(text)('main').text()}`)
  return headers.location as string
}

export const codeIn = (address: string): string => address.split('/').at(-1) ?? ''

export async function sheet(app: TestApp, address: string, who: Username): Promise<CheerioAPI> {
  return load((await (await app.signIn(who)).get(address).expect(200)).text)
}

/** What stands on a sheet, label by label. */
export const factsOf = ($: CheerioAPI): Record<string, string> =>
  Object.fromEntries(
    $('.paper dt')
      .toArray()
      .map((one) => [$(one).text(), $(one).next('dd').text()]),
  )

export async function pdfOf(app: TestApp, address: string, who: Username): Promise<Buffer> {
  const answer = await (await app.signIn(who)).get(address).buffer(true).parse(raw)
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`)
  return answer.body as Buffer
}

const raw = (res: Response, done: (error: Error | null, body: unknown) => void): void => {
  const chunks: Buffer[] = []
  res.on('data', (chunk: Buffer) => chunks.push(chunk))
  res.on('end', () => done(null, Buffer.concat(chunks)))
}
