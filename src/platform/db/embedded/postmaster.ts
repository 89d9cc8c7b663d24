import type { ChildProcess } from 'node:child_process'
import { open, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Result, ok, refused } from '#shared'
import { type ClusterPlace, launch, ownerName } from './cluster-files.ts'
import { commandLineOf, startOf } from './process-identity.ts'

/** A server that answers: found running, or started. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

const pidFile = (folder: string): string => join(folder, 'postmaster.pid')
const logFile = (folder: string): string => join(folder, 'server.log')

/** The first line of postmaster.pid is the process, the fourth the port (PostgreSQL, miscadmin.h). */
async function readPidFile(folder: string): Promise<Postmaster | undefined> {
  const lines = await readFile(pidFile(folder), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid > 0 ? { pid, port } : undefined
}

/** A pid file outlives a machine that lost power, and its number may since be anybody's. */
const isOurServer = (pid: number, folder: string): boolean => {
  const command = commandLineOf(pid)
  return (
    startOf(pid) !== undefined && (command === undefined || (command.includes('postgres') && command.includes(folder)))
  )
}

export const urlOf = (port: number, password: string, database = 'postgres'): string =>
  `postgres://${ownerName}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

async function answers(port: number, place: ClusterPlace): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, place.password), connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function waitFor(place: ClusterPlace, isGone: () => boolean, seconds: number): Promise<Postmaster | undefined> {
  const deadline = Date.now() + seconds * 1_000
  while (Date.now() < deadline && !isGone()) {
    const found = await readPidFile(place.folder)
    if (found && found.port > 0 && (await answers(found.port, place))) return found
    await pause(20)
  }
  return undefined
}

/** Finds a server that already runs on this cluster, for instance one whose owner was killed; clears what a dead one left. */
export async function adoptPostmaster(place: ClusterPlace): Promise<Postmaster | undefined> {
  const left = await readPidFile(place.folder)
  if (!left) return undefined
  if (isOurServer(left.pid, place.folder)) return waitFor(place, () => !isOurServer(left.pid, place.folder), 30)
  await rm(pidFile(place.folder), { force: true })
  return undefined
}

/** Any port at all with 0; nothing when the one asked for is taken. */
async function portIfFree(wanted: number): Promise<number | undefined> {
  const server = createServer()
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(wanted, '127.0.0.1', () => resolve(true))
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return listening && typeof address === 'object' && address ? address.port : undefined
}

/** postmaster.opts keeps the words of the last start. */
async function lastPort(folder: string): Promise<number> {
  const words = await readFile(join(folder, 'postmaster.opts'), 'utf8').catch(() => '')
  return Number(/"-p" "(\d+)"/.exec(words)?.[1] ?? 0)
}

/** The port of last time where it is free, so that whoever was connected when the server died finds it again. */
async function choosePort(folder: string): Promise<number> {
  const port = (await portIfFree(await lastPort(folder))) ?? (await portIfFree(0))
  if (port === undefined) throw new Error('there is no free port on 127.0.0.1')
  return port
}

const keptLogBytes = 5_000_000

async function openLog(folder: string) {
  const { size } = await stat(logFile(folder)).catch(() => ({ size: 0 }))
  return open(logFile(folder), size > keptLogBytes ? 'w' : 'a', 0o600)
}

async function lastWords(folder: string): Promise<string> {
  const text = await readFile(logFile(folder), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-4).join(' ')
}

async function launchServer(place: ClusterPlace, words: readonly string[]): Promise<ChildProcess> {
  const log = await openLog(place.folder)
  const port = await choosePort(place.folder)
  const child = launch(
    place.launch,
    place.binaries.postgres,
    ['-D', place.folder, '-p', String(port), ...words],
    log.fd,
    true,
  )
  child.once('error', () => undefined)
  child.unref()
  await log.close()
  return child
}

/** Another program may take the free port between finding and using it, so a start that failed is tried again. */
const tries = 3

export async function startPostmaster(
  place: ClusterPlace,
  words: readonly string[] = [],
): Promise<Result<Postmaster, 'unusable'>> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const child = await launchServer(place, words)
    const started = await waitFor(
      place,
      () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined,
      60,
    )
    if (started) return ok(started)
    child.kill('SIGINT')
  }
  return refused(
    'unusable',
    `PostgreSQL did not start in ${place.folder}. Its last words: ${await lastWords(place.folder)}`,
  )
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. True when it has ended. */
export async function stopPostmaster({ pid }: Postmaster, seconds = 30): Promise<boolean> {
  const started = startOf(pid)
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return started === undefined
  }
  const deadline = Date.now() + seconds * 1_000
  while (Date.now() < deadline) {
    if (startOf(pid) !== started || started === undefined) return true
    await pause(10)
  }
  return false
}
