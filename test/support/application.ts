// The application as an operator runs it: a process of its own, started by run.mjs.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Application = {
  /** Where it answers, once it has said so. */
  url: string
  output(): string
  /** SIGKILL takes the application and its starter at once; other signals go to the starter, as from a service manager. */
  kill(signal: NodeJS.Signals): void
  exited: Promise<number | null>
}

/** Starts it on a free port, unless PORT is given, and waits until it is ready. Throws with its output when it ends instead. */
export async function startApplication(env: NodeJS.ProcessEnv): Promise<Application> {
  const application = runApplication(env)
  const url = await application.said(/Tanggap siap di (\S+)/)
  return { ...application, url }
}

/** Empty, so that neither the test runner's environment nor a developer's .env says anything. */
const UNSET = { HOST: '', DATABASE_URL: '', SESSION_SECRET: '', DEMO: '', DEMO_PASSWORD: '', BASE_URL: '', TRUST_PROXY: '' }

export function runApplication(env: NodeJS.ProcessEnv) {
  const root = join(import.meta.dirname, '../..')
  const child = spawn(process.execPath, ['run.mjs', 'src/server.ts'], {
    cwd: root,
    detached: true, // a group of its own, so that both processes can be killed at once
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: undefined, ...UNSET, PORT: '0', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const closed = once(child, 'close')
  const said = async (pattern: RegExp) => {
    while (!pattern.test(output)) {
      const more = once(child.stdout, 'data')
      if ((await Promise.race([more, closed.then(() => 'ended')])) === 'ended') throw new Error(`It ended:\n${output}`)
    }
    return pattern.exec(output)?.[1] ?? ''
  }
  return {
    said,
    output: () => output,
    kill: (signal: NodeJS.Signals) => process.kill(signal === 'SIGKILL' ? -(child.pid ?? 0) : (child.pid ?? 0), signal),
    exited: closed.then(([code]) => code as number | null),
  }
}
