import { setTimeout as sleep } from 'node:timers/promises'

type Step = { work: () => Promise<unknown>; seconds: number }

/** What was opened is closed in the opposite order: at SIGTERM, SIGINT and SIGHUP, or when the start failed. */
export type Stopping = {
  /** Beyond its seconds the work is left to itself, so that the whole ends in time. */
  onStop(seconds: number, work: () => Promise<unknown>): void
  isStopping(): boolean
  stop(exitCode: number): Promise<never>
}

export function stopCleanly(say: (line: string) => void): Stopping {
  const steps: Step[] = []
  let began: number | undefined
  const stop = async (exitCode: number) => {
    began = performance.now()
    for (const step of steps.reverse()) await Promise.race([attempt(step), sleep(step.seconds * 1_000)])
    process.exit(exitCode)
  }
  const signalled = () => {
    if (!began) {
      say('Berhenti …')
      stop(0)
    } else if (performance.now() - began > SAME_SIGNAL) process.exit(1)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, signalled)
  process.on('disconnect', signalled) // the process that started this one is gone
  return { onStop: (seconds, work) => steps.push({ work, seconds }), isStopping: () => began !== undefined, stop }
}

/** Milliseconds in which the terminal, npm and a service manager may all pass on one and the same signal. */
const SAME_SIGNAL = 1_000

const attempt = ({ work }: Step) => work().catch((error) => console.error(error))
