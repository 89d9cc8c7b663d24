import { setTimeout as pause } from 'node:timers/promises'
import { type Scope, type Result, ok, wholeCommissioner } from '#shared'
import type pg from 'pg'
import { actingAs, recorderOf } from './audit/acting-as.ts'
import { anchorAtClose } from './audit/anchor-journal.ts'
import { type Clock, systemClock } from './clock/clock.ts'
import { type Config, readConfig } from './config/config.ts'
import type { Actor, Ctx, Handing } from './context.ts'
import { askingAs } from './db/asker.ts'
import type { Database } from './db/database.ts'
import { type Cluster, openCluster } from './db/embedded/open-cluster.ts'
import { type MigrationRefusal, migrate } from './db/migrate.ts'
import { databaseFor, databaseOn, openPool } from './db/open-database.ts'
import { openServer } from './db/open-server.ts'
import { type DataFolder, type FoundFolder, findDataFolder, readPassword } from './files/data-folder.ts'
import { sweepAbandoned } from './files/sweep-folders.ts'
import { hiddenCodesSql } from './lake/restricted-codes.view.ts'
import { boundLake } from './lake/bound-lake.ts'
import type { Lake } from './lake/lake.ts'
import { openLake } from './lake/open-lake.ts'
import { type Logger, openLog } from './log/log.ts'
import { renewSettings } from './settings/renew-words.ts'
import { liveVocabulary } from './vocabulary/live-vocabulary.ts'
import { loadVocabulary } from './vocabulary/load-vocabulary.ts'
import type { Vocabulary } from './vocabulary/vocabulary.ts'

export interface Workbench {
  readonly ctx: Ctx
  /** Ends what it opened, and the database when nobody else uses it. Always call it. `now` does not wait for work under way. */
  close(how?: { now: boolean }): Promise<void>
}

export interface WorkbenchOptions {
  readonly data: string
  readonly actor?: Actor
  readonly scope?: Scope
  readonly clock?: Clock
  /** A server instead of the database in the folder; DATABASE_URL says the same. */
  readonly databaseUrl?: string
}

export type WorkbenchRefusal = 'no-data' | 'busy' | 'unusable' | 'no-vocabulary' | MigrationRefusal

async function openStore(folder: DataFolder, url: string | undefined): Promise<Result<Cluster, 'busy' | 'unusable'>> {
  return url ? openServer(url) : openCluster({ root: folder.root, password: await readPassword(folder) })
}

interface Opened {
  readonly found: FoundFolder
  readonly server: Cluster
  readonly vocabulary: Vocabulary
}

interface Parts extends Opened {
  readonly options: WorkbenchOptions
  readonly config: Config
  readonly log: Logger
}

interface Stores {
  readonly db: Database
  readonly lake: Lake
  /** Connections that see nothing before they are told who asks. */
  readonly persons: pg.Pool
}

function contextOf({ found, vocabulary, options, config, log }: Parts, { db, lake, persons }: Stores): Ctx {
  const clock = options.clock ?? systemClock
  const actor = options.actor ?? { name: config.userName }
  const ctx: Ctx = {
    db,
    lake,
    clock,
    actor,
    log,
    vocabulary,
    folder: found.folder,
    scope: options.scope ?? wholeCommissioner,
    handTo: (who) => handedTo(ctx, { lake, persons }, who),
    transaction: transactionsOn(db),
    audit: recorderOf({ actor, clock }),
  }
  return ctx
}

function handedTo(ctx: Ctx, { lake, persons }: Omit<Stores, 'db'>, who: Handing): Ctx {
  const db = databaseFor(persons, askingAs(who.scope, who.actor.post?.organisation))
  const own = { db, lake: boundLake(lake, who.scope, hiddenCodesSql()), transaction: transactionsOn(db) }
  return { ...actingAs(ctx, who), ...own }
}

const transactionsOn =
  (db: Database): Ctx['transaction'] =>
  (work) =>
    db.transaction().execute(work)

async function assemble(parts: Parts): Promise<Workbench> {
  const { found, server, log } = parts
  const opening = { url: server.url, name: server.name, role: 'locality_app', log }
  const pool = openPool({ ...opening, asks: 'all' })
  const persons = openPool(opening)
  const lake = await openLake({ folder: found.folder.path('lake') })
  await sweepAbandoned(lake.folder)
  const ctx = contextOf(parts, { db: databaseOn(pool), lake, persons })
  await renewSettings(ctx)
  const end = () => Promise.all([persons.end(), pool.end()])
  const close = once(async (how?: { now: boolean }) => {
    const done = how?.now ? end() : anchorAtClose(ctx).then(end)
    await Promise.race([done, pause(how?.now ? 0 : waitForWorkMs, undefined, { ref: false })])
    if (!how?.now) await lake.close()
    await server.close()
  })
  return { ctx, close }
}

/** Connections that somebody forgot would otherwise keep it open for ever. */
const waitForWorkMs = 20_000

function once<How>(work: (how: How) => Promise<void>): (how: How) => Promise<void> {
  let done: Promise<void> | undefined
  return (how) => (done ??= work(how))
}

/** Opens a data folder: its database (started where needed, brought to this version), its lake, its words. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Result<Workbench, WorkbenchRefusal>> {
  const config = readConfig()
  const found = await findDataFolder(options.data)
  if (!found.ok) return found
  const vocabulary = await loadVocabulary(found.value.mark.vocabulary)
  if (!vocabulary.ok) return vocabulary
  const server = await openStore(found.value.folder, options.databaseUrl ?? config.databaseUrl)
  if (!server.ok) return server
  return openOn({
    found: found.value,
    server: server.value,
    vocabulary: liveVocabulary(vocabulary.value),
    options,
    config,
    log: openLog(config.logLevel),
  })
}

async function openOn(parts: Parts): Promise<Result<Workbench, WorkbenchRefusal>> {
  try {
    const migrated = await migrate(parts.server.url, parts.server.name)
    if (migrated.ok) return ok(await assemble(parts))
    await parts.server.close()
    return migrated
  } catch (error) {
    await parts.server.close()
    throw error
  }
}
