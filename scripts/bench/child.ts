import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly name: string
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const numberAfter = (text: string, label: string): number =>
  Number(new RegExp(`${label}:\\s+(\\d+)`).exec(text)?.[1] ?? 0)

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      const status = read(`/proc/${pid}/status`)
      return {
        pid: Number(pid),
        parent: numberAfter(status, 'PPid'),
        name: /^Name:\s+(.*)$/m.exec(status)?.[1] ?? '',
      }
    })
}

/** The process and all it started, but for PostgreSQL, which is there in any case. */
function family(pid: number): number[] {
  const all = processes().filter(({ name }) => !name.startsWith('postgres'))
  const found = [pid]
  for (let at = 0; at < found.length; at += 1)
    found.push(...all.filter(({ parent }) => parent === found[at]).map((child) => child.pid))
  return found
}

export const childrenOf = (pid: number): number[] =>
  processes()
    .filter(({ parent }) => parent === pid)
    .map((child) => child.pid)

const megabytes = (kilobytes: number): number => Math.round(kilobytes / 1024)

/** Adds up what the family holds at this moment. */
const heldNow = (pid: number): number =>
  family(pid).reduce((sum, member) => sum + numberAfter(read(`/proc/${member}/status`), 'VmRSS'), 0)

export interface StepDone<Value> {
  readonly value: Value
  readonly peakMegabytes: number
}

const entry = fileURLToPath(new URL('step.ts', import.meta.url))
const lookEveryMs = 100

/**
 * Runs one step in a process of its own, so that its peak memory is its own, and no step is warmed by another. The product is
 * the built one, as people use it: without the condition `source` its front doors lead to `dist`.
 */
export async function runStep<Value>(name: string, input: unknown): Promise<StepDone<Value>> {
  process.stderr.write(`${name} …\n`)
  const child = spawn(process.execPath, ['--import', 'tsx', entry, name, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  let peak = 0
  child.stdout.on('data', (piece: Buffer) => void (text += piece.toString()))
  const look = setInterval(() => void (peak = Math.max(peak, heldNow(child.pid!))), lookEveryMs)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(look)
  if (code !== 0) throw new Error(`the step ${name} ended with ${code}`)
  const { value, highWater } = JSON.parse(text.trim().split('\n').at(-1)!) as {
    value: Value
    highWater: number
  }
  return { value, peakMegabytes: megabytes(Math.max(peak, highWater)) }
}

/** For the step itself, at its end: the most its own process ever held, in kilobytes. */
export const highWaterMark = (): number => numberAfter(read('/proc/self/status'), 'VmHWM')
