import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { type Door, openDoor } from '../src/door.ts'

test('before the application is there, visitors are asked to wait, and the process is alive', async () => {
  const { door, url } = await opened()
  const page = await fetch(url)
  expect(page.status).toBe(503)
  expect(await page.text()).toContain('Tanggap sedang disiapkan')
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  door.open((_req, res) => res.end('the application'))
  expect(await (await fetch(url)).text()).toBe('the application')
})

test('a port that is taken, or an address that is not ours, is said in one line', async () => {
  const { door } = await opened()
  await expect(openDoor({ port: door.port, host: '127.0.0.1' })).rejects.toThrow(`Port ${door.port} sudah dipakai`)
  await expect(openDoor({ port: 0, host: '203.0.113.1' })).rejects.toThrow('Alamat 203.0.113.1 bukan milik mesin ini')
})

test('closing waits for what runs, and takes nothing new', async () => {
  const { door, url, next } = await opened()
  const answer = fetch(url)
  const res = await next()
  const closing = door.close()
  await expect(fetch(url)).rejects.toThrow()
  res.end('finished')
  expect(await (await answer).text()).toBe('finished')
  await closing
})

test('closing ends event streams, and connections that were opened in advance', async () => {
  const { door, url, next } = await opened()
  const stream = fetch(url)
  const res = await next()
  res.setHeader('Content-Type', 'text/event-stream').write('data: 1\n\n')
  const text = (await stream).text()
  const idle = connect(door.port, '127.0.0.1')
  await once(idle, 'connect')
  await door.close()
  expect(await text).toBe('data: 1\n\n')
})

/** A door whose application leaves the answer to the test. */
async function opened(): Promise<{ door: Door; url: string; next: () => Promise<ServerResponse> }> {
  const door = await openDoor({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => door.close())
  return { door, url: `http://127.0.0.1:${door.port}`, next: () => new Promise((given) => door.open((_req, res) => given(res))) }
}
