import { type Database, type Generated, sql } from '#db'
import type { Progress } from './progress.ts'
import type { RunState } from './job.ts'

type RunTables = {
  'platform.run': {
    run_id: Generated<number>
    kind: string
    state: RunState
    actor: string
    input: string
    outcome: string | null
    progress: string | null
    inline: boolean
    attempts: Generated<number>
    queued_at: Date
    started_at: Date | null
    finished_at: Date | null
  }
  'platform.run_event': { run_id: number; event: string; detail: string | null; at: Date }
}

const runs = (db: Database) => db.withTables<RunTables>()

/** With this number and the run's own, a session lock says that somebody is at work on it; it goes when their session does. */
export const runLock = 7_100_002

export interface NewRun {
  readonly kind: string
  readonly input: unknown
  readonly actor: string
  readonly inline: boolean
  readonly at: Date
}

export interface TakenRun {
  readonly runId: number
  readonly kind: string
  readonly actor: string
  readonly input: unknown
}

async function appendEvent(db: Database, runId: number, event: string, at: Date, detail?: unknown): Promise<void> {
  const row = { run_id: runId, event, at, detail: detail === undefined ? null : JSON.stringify(detail) }
  await runs(db).insertInto('platform.run_event').values(row).execute()
}

export async function insertRun(db: Database, { kind, input, actor, inline, at }: NewRun): Promise<number> {
  const row = { kind, actor, inline, input: JSON.stringify(input ?? null), state: 'queued' as const, queued_at: at }
  const { run_id: runId } = await runs(db)
    .insertInto('platform.run')
    .values(row)
    .returning('run_id')
    .executeTakeFirstOrThrow()
  await appendEvent(db, runId, 'queued', at)
  return runId
}

/** Takes the run's session lock on this connection and marks it running; false when somebody else has it. */
export async function beginRun(held: Database, runId: number, at: Date): Promise<boolean> {
  const {
    rows: [lock],
  } = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock(${runLock}, ${runId}::integer) AS taken`.execute(held)
  if (!lock?.taken) return false
  await runs(held)
    .updateTable('platform.run')
    .where('run_id', '=', runId)
    .set({ state: 'running', started_at: at, finished_at: null, progress: null, outcome: null })
    .set((run) => ({ attempts: run('attempts', '+', 1) }))
    .execute()
  await appendEvent(held, runId, 'started', at, { process: process.pid })
  return true
}

export async function releaseRun(held: Database, runId: number): Promise<void> {
  await sql`SELECT pg_advisory_unlock(${runLock}, ${runId}::integer)`.execute(held)
}

export async function saveProgress(held: Database, runId: number, progress: Progress): Promise<void> {
  await runs(held)
    .updateTable('platform.run')
    .where('run_id', '=', runId)
    .set({ progress: JSON.stringify(progress) })
    .execute()
}

export interface RunEnd {
  readonly state: Exclude<RunState, 'running'>
  readonly outcome: string | null
}

export async function endRun(db: Database, runId: number, { state, outcome }: RunEnd, at: Date): Promise<void> {
  const finished = state === 'queued' ? null : at
  await db.transaction().execute(async (tx) => {
    await runs(tx)
      .updateTable('platform.run')
      .where('run_id', '=', runId)
      .set({ state, outcome, finished_at: finished })
      .execute()
    await appendEvent(tx, runId, state, at)
  })
}

/** The oldest run waiting that nobody else is just taking. Within a transaction: the row stays locked until it is begun. */
export async function findNextRun(tx: Database, kinds: readonly string[]): Promise<TakenRun | undefined> {
  if (kinds.length === 0) return undefined
  return runs(tx)
    .selectFrom('platform.run')
    .select(['run_id as runId', 'kind', 'actor', 'input'])
    .where('state', '=', 'queued')
    .where('kind', 'in', kinds)
    .orderBy('run_id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export interface DeadRun {
  readonly runId: number
  readonly kind: string
  readonly inline: boolean
  readonly attempts: number
}

/** Runs marked running that nobody holds: whoever was at work on them is gone. */
export async function listDeadRuns(tx: Database): Promise<DeadRun[]> {
  const { rows } = await sql<DeadRun>`
    SELECT r.run_id AS "runId", r.kind, r.inline, r.attempts
      FROM platform.run AS r
     WHERE r.state = 'running'
       AND pg_try_advisory_xact_lock(${runLock}, r.run_id::integer)
     ORDER BY r.run_id
       FOR UPDATE OF r SKIP LOCKED`.execute(tx)
  return rows
}
