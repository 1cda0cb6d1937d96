// Processes of their own under measurement: their start, their address and their memory.
import { execFileSync, spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '../..')

export type Started = { origin: string; pid: number; seconds: number; stop(): Promise<void> }

/** Answers when the process has said where it is ready. Its output goes to a file, as a service's log does. */
export async function startProcess(args: string[], env: Record<string, string>, log: string): Promise<Started> {
  const began = performance.now()
  const out = openSync(log, 'a')
  const settings = { ...process.env, NODE_ENV: 'production', ...env }
  const child = spawn(process.execPath, args, { cwd: ROOT, env: settings, stdio: ['ignore', out, out] })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  for (;;) {
    const origin = /siap di (http:\S+?)[. ]?(?:\s|$)/m.exec(readFileSync(log, 'utf8'))?.[1]
    const stop = () => {
      child.kill('SIGTERM')
      return ended
    }
    if (origin) return { origin, pid: child.pid ?? 0, seconds: (performance.now() - began) / 1_000, stop }
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended: ${readFileSync(log, 'utf8')}`)
    await sleep(10)
  }
}

/** Resident megabytes of a process, or of the one that it started when it is only a launcher. */
export function residentMegabytes(pid: number): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n')
  const rows = lines.map((line) => line.trim().split(/\s+/).map(Number))
  const own = rows.find(([, parent]) => parent === pid) ?? rows.find(([id]) => id === pid)
  return Math.round((own?.[2] ?? 0) / 1_024)
}
