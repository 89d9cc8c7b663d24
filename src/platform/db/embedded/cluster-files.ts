import { type ChildProcess, spawn } from 'node:child_process'
import { chown, lchown, mkdir, open, readFile, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Result, ok, refused } from '#shared'
import type { Launch } from './account.ts'
import type { Binaries } from './binaries.ts'

/** A new cluster is 40 MB with 16 MB of log beside it; below this a first import would fail, so it is said at once. */
const neededBytes = 500 * 1024 * 1024

export const ownerName = 'locality_owner'

const settings = `
# Written by Locality when this cluster was made. It listens on this machine only, on a port chosen at each start.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 60
shared_buffers = '64MB'
password_encryption = 'scram-sha-256'
fsync = on
jit = off
log_min_messages = 'warning'
# Statements and their values may name patients; they stay out of the log.
log_min_error_statement = 'panic'
log_parameter_max_length_on_error = 0
`

export async function checkSpace(folder: string): Promise<Result<void, 'unusable'>> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= neededBytes) return ok(undefined)
  return refused(
    'unusable',
    `Only ${Math.floor(free / 1024 / 1024)} MB are free where ${folder} is; at least ` +
      `${neededBytes / 1024 / 1024} MB are needed. Free some space or choose another folder with --data.`,
  )
}

/** Starts a program of PostgreSQL's; its messages in plain English whatever the machine speaks, so that they can be recognised. */
export function launch(
  plan: Launch,
  program: string,
  words: readonly string[],
  log: number | 'pipe',
  detached = false,
): ChildProcess {
  const [first, ...rest] = [...plan.prefix, program, ...words]
  const identity = plan.account && plan.prefix.length === 0 ? { uid: plan.account.uid, gid: plan.account.gid } : {}
  const env = {
    PATH: process.env['PATH'],
    LANG: 'C',
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(process.platform === 'win32' ? process.env : {}),
  }
  return spawn(first!, rest, { ...identity, env, cwd: '/', detached, stdio: ['ignore', log, log], windowsHide: true })
}

async function outcomeOf(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  child.stdout?.on('data', (data: Buffer) => (said += data.toString()))
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, said: error.message }))
    child.once('close', (code) => resolve({ code, said }))
  })
}

/**
 * Gives the cluster to the account that runs it; needed once, or after a copy by root. The folder itself comes last: its
 * owner says that all is done.
 */
export async function handOver(folder: string, plan: Launch): Promise<void> {
  if (!plan.account || (await stat(folder)).uid === plan.account.uid) return
  const { uid, gid } = plan.account
  const entries = await readdir(folder, { recursive: true })
  for (const entry of entries) await lchown(join(folder, entry), uid, gid)
  await chown(folder, uid, gid)
}

export interface ClusterPlace {
  readonly folder: string
  readonly binaries: Binaries
  readonly launch: Launch
  readonly password: string
}

export async function clusterVersion(folder: string): Promise<string | undefined> {
  return readFile(join(folder, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
}

async function runInitdb(place: ClusterPlace, passwordFile: string): Promise<Result<void, 'unusable'>> {
  const words = [
    '--pgdata',
    place.folder,
    '--username',
    ownerName,
    '--auth',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '--encoding',
    'UTF8',
    '--locale-provider',
    'builtin',
    '--builtin-locale',
    'C.UTF-8',
    '--locale',
    'C',
    '--data-checksums',
    '--no-instructions',
  ]
  const { code, said } = await outcomeOf(launch(place.launch, place.binaries.initdb, words, 'pipe'))
  if (code === 0) return ok(undefined)
  await rm(place.folder, { recursive: true, force: true })
  return refused(
    'unusable',
    `PostgreSQL could not be set up in ${place.folder}: ${said.trim().split('\n').slice(-3).join(' ')}`,
  )
}

/** Makes the cluster; a half-made one of a start that was cut off has no settings of ours and is made again. */
export async function createCluster(place: ClusterPlace): Promise<Result<void, 'unusable'>> {
  const { account } = place.launch
  await rm(place.folder, { recursive: true, force: true })
  await mkdir(place.folder, { mode: 0o700 })
  const passwordFile = `${place.folder}.password`
  await writeFile(passwordFile, place.password, { mode: 0o600 })
  if (account) await Promise.all([place.folder, passwordFile].map((path) => chown(path, account.uid, account.gid)))
  const made = await runInitdb(place, passwordFile).finally(() => rm(passwordFile, { force: true }))
  if (!made.ok) return made
  return addSettings(place.folder)
}

export const settingsFile = 'locality.conf'

async function addSettings(folder: string): Promise<Result<void, 'unusable'>> {
  const main = await open(join(folder, 'postgresql.conf'), 'a')
  await main.write(`\ninclude_if_exists = '${settingsFile}'\n`)
  await main.close()
  await writeFile(join(folder, settingsFile), settings, { mode: 0o644 })
  return ok(undefined)
}
