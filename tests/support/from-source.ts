import { type ChildProcess, spawn } from 'node:child_process'
import { packagePath } from '#platform'

/** A program of the project in a process of its own: what it says, and how it ends. */
export interface Started {
  readonly child: ChildProcess
  /** Comes true when a line of its standard output holds the words; breaks when it ends without. */
  said(words: string): Promise<string>
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; out: string; error: string }>
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** A program for Node in a process of its own. */
export function startNode(program: readonly string[], { env = {}, cwd = packagePath() }: StartOptions = {}): Started {
  const child = spawn(process.execPath, program, {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (error += data.toString()))
  const ended = new Promise<Awaited<Started['ended']>>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, out, error })),
  )
  const said = (sought: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => (out.includes(sought) ? resolve(out) : undefined)
      look()
      child.stdout.on('data', look)
      void ended.then(() =>
        out.includes(sought) ? resolve(out) : reject(new Error(`ended without saying “${sought}”: ${out}${error}`)),
      )
    })
  return { child, said, ended }
}

export const startFromSource = (script: string, words: readonly string[], options: StartOptions = {}): Started =>
  startNode(['--conditions=source', '--import', import.meta.resolve('tsx'), packagePath(script), ...words], options)
