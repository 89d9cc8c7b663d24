import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Result, ok, refused } from '#shared'
import { planLaunch } from './account.ts'
import { findBinaryPackage, prepareBinaries } from './binaries.ts'
import {
  type ClusterPlace,
  checkSpace,
  clusterVersion,
  createCluster,
  handOver,
  settingsFile,
} from './cluster-files.ts'
import { takeLock } from './lock-file.ts'
import { type Postmaster, adoptPostmaster, startPostmaster, stopPostmaster, urlOf } from './postmaster.ts'

export interface Cluster {
  readonly url: string
  /** What its connections must call themselves. */
  readonly name: string
  /** Leaves it running for others who use it; the last one out stops it. */
  close(): Promise<void>
}

export interface ClusterOptions {
  /** The data folder; the cluster is `postgres` in it. */
  readonly root: string
  readonly password: string
  /** More words for the server, for tests. */
  readonly words?: readonly string[]
}

export type ClusterRefusal = 'unusable' | 'busy'

let opened = 0

/** What every connection of one opening calls itself, so that the last one out can see that it is. */
const connectionName = (): string => `locality ${process.pid}.${(opened += 1)}`

const startWaitMs = 90_000

async function placeOf({ root, password }: ClusterOptions): Promise<Result<ClusterPlace, 'unusable'>> {
  const packageFolder = findBinaryPackage()
  if (!packageFolder) {
    return refused(
      'unusable',
      `No PostgreSQL came with Locality for ${process.platform} on ${process.arch}. ` +
        'Give the address of a PostgreSQL server (15 or later) in DATABASE_URL.',
    )
  }
  const folder = join(resolve(root), 'postgres')
  const binaries = await prepareBinaries(packageFolder, join(resolve(root), 'engine'))
  const plan = planLaunch(folder, binaries.folder)
  return plan.ok ? ok({ folder, binaries, launch: plan.value, password }) : plan
}

async function ensureCluster(place: ClusterPlace, root: string): Promise<Result<void, 'unusable'>> {
  const version = await clusterVersion(place.folder)
  if (version === undefined || !existsSync(join(place.folder, settingsFile))) {
    const space = await checkSpace(root)
    return space.ok ? createCluster(place) : space
  }
  const ours = place.binaries.version.split('.')[0]
  if (version !== ours) {
    return refused(
      'unusable',
      `The data in ${place.folder} was written by PostgreSQL ${version}; this Locality brings ${ours}. ` +
        `Use the Locality that made it, or restore a backup into a new folder.`,
    )
  }
  await handOver(place.folder, place.launch)
  return ok(undefined)
}

async function runningServer(place: ClusterPlace, options: ClusterOptions): Promise<Result<Postmaster, 'unusable'>> {
  const found = await adoptPostmaster(place)
  if (found) return ok(found)
  const ensured = await ensureCluster(place, resolve(options.root))
  return ensured.ok ? startPostmaster(place, options.words) : ensured
}

/** The connection that says somebody is here; kept from before the start lock is let go until the end. */
async function openKeeper(url: string, name: string): Promise<pg.Client> {
  const keeper = new pg.Client({ connectionString: url, application_name: name, keepAlive: true })
  keeper.on('error', () => undefined)
  await keeper.connect()
  return keeper
}

const lookAgainMs = [0, 30, 60]

/** A session that has just ended lingers for a few milliseconds, so somebody seen is looked for again. */
async function othersHere(keeper: pg.Client, name: string): Promise<boolean> {
  const sql = `SELECT 1 FROM pg_stat_activity AS a WHERE a.application_name LIKE 'locality %' AND a.application_name <> $1 LIMIT 1`
  for (const wait of lookAgainMs) {
    await pause(wait)
    const { rows } = await keeper.query(sql, [name])
    if (rows.length === 0) return false
  }
  return true
}

async function withStartLock<T>(
  root: string,
  purpose: string,
  work: () => Promise<Result<T, 'unusable'>>,
): Promise<Result<T, ClusterRefusal>> {
  const lock = await takeLock(join(resolve(root), 'postgres.lock'), purpose, startWaitMs)
  if (!lock.taken) {
    const { pid, since } = lock.holder
    return refused(
      'busy',
      `Process ${pid} has been ${lock.holder.purpose} the database in ${root} since ${since}. ` +
        'Wait for it to finish, or end it, and try again.',
    )
  }
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

/** The last one out stops the server; if it may not (another user's), the server simply stays for the next to adopt. */
async function leave({ keeper, server }: Stay, name: string): Promise<Result<void, 'unusable'>> {
  const alone = await othersHere(keeper, name).then(
    (others) => !others,
    () => false,
  )
  await keeper.end().catch(() => undefined)
  if (alone) await stopPostmaster(server)
  return ok(undefined)
}

interface Stay {
  readonly server: Postmaster
  readonly keeper: pg.Client
}

async function arrive(place: ClusterPlace, options: ClusterOptions, name: string): Promise<Result<Stay, 'unusable'>> {
  const server = await runningServer(place, options)
  if (!server.ok) return server
  return ok({ server: server.value, keeper: await openKeeper(urlOf(server.value.port, options.password), name) })
}

/**
 * Keeps somebody here until they leave: a server that dies meanwhile is started again, on its port, with what was committed. Whoever leaves
 * while it is being started waits for that: else a server would be left running that nobody stops.
 */
function stayIn(first: Stay, again: () => Promise<Result<Stay, ClusterRefusal>>): () => Promise<Stay> {
  let stay = first
  let leaving = false
  let coming: Promise<void> | undefined
  const watch = (): void => void stay.keeper.once('end', () => (leaving ? undefined : (coming = comeBack())))
  const comeBack = async (): Promise<void> => {
    const back = await again().catch(() => undefined)
    if (!back?.ok) return
    stay = back.value
    watch()
  }
  watch()
  return async () => {
    await coming
    leaving = true
    return stay
  }
}

async function enter(options: ClusterOptions): Promise<Result<Cluster, 'unusable'>> {
  const place = await placeOf(options)
  if (!place.ok) return place
  const name = connectionName()
  const stay = await arrive(place.value, options, name)
  if (!stay.ok) return stay
  const end = stayIn(stay.value, () =>
    withStartLock(options.root, 'restarting', () => arrive(place.value, options, name)),
  )
  const close = async (): Promise<void> => {
    const last = await end()
    await withStartLock(options.root, 'closing', () => leave(last, name))
  }
  return ok({ url: urlOf(stay.value.server.port, options.password), name, close })
}

/** Starts the PostgreSQL of a data folder, or joins it where it already runs. */
export async function openCluster(options: ClusterOptions): Promise<Result<Cluster, ClusterRefusal>> {
  await mkdir(resolve(options.root), { recursive: true })
  return withStartLock(options.root, 'starting', () => enter(options))
}
