import { readFileSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Running {
  readonly pid: number
  readonly parent: number
  readonly words: string
}

function lookAt(pid: number): Running | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z'
      ? undefined
      : { pid, parent: Number(parent), words: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch {
    return undefined
  }
}

const running = (): Running[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => lookAt(Number(name)) ?? [])

/** The process that reads a file, started by the one that takes it in. */
export const readingChild = (parent: number): number | undefined =>
  running().find((one) => one.parent === parent && one.words.includes('ingest-process'))?.pid

/** Whoever still runs with this folder among their words: a database that was left behind, or a command that hangs. */
export const leftBehind = (folder: string): string[] =>
  running()
    .filter(({ pid, words }) => pid !== process.pid && words.includes(folder))
    .map(({ pid, words }) => `${pid} ${words}`)

export const postmasterOf = (data: string): Promise<number | undefined> =>
  readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8').then(
    (text) => Number(text.split('\n')[0]),
    () => undefined,
  )

export function kill(pid: number | undefined): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}
