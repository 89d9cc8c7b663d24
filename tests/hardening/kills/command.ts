import { type ChildProcess, spawn } from 'node:child_process'
import { packagePath } from '#platform'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly words: string
}

export interface Typed {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Types a command as it is installed and built, in a group of its own so that all of it can be killed at once. */
export function typeInGroup(words: readonly string[]): Typed {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', LOCALITY_DATA: '', LOCALITY_LOG: 'silent' }
  const child = spawn(process.execPath, [packagePath('bin', 'locality.mjs'), ...words], {
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-4_000)))
  const ended = new Promise<Ended>((resolve) =>
    child.once('exit', (code, signal) => setTimeout(() => resolve({ code, signal, words: said }), 20)),
  )
  return { child, ended }
}

const patience = 120_000

/** Its end, or what it hangs at. */
export async function endOf({ child, ended }: Typed): Promise<Ended> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Ended>(
    (resolve) =>
      (timer = setTimeout(() => {
        process.kill(-child.pid!, 'SIGKILL')
        resolve({ code: null, signal: null, words: 'it hung' })
      }, patience)),
  )
  return Promise.race([ended, late]).finally(() => clearTimeout(timer))
}
