import { type Database, type Generated, sql } from '#db'
import { type Permission, type Scope, wholeCommissioner } from '#shared'
import type { Actor, Post } from '../context.ts'
import type { Progress } from './progress.ts'
import type { RunState } from './job.ts'

type RunTables = {
  'platform.run': {
    run_id: Generated<number>
    kind: string
    state: RunState
    actor: string
    person_id: string | null
    post: string | null
    scope: string | null
    permission: string | null
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

/** Whoever asked, with what they might see when they asked: a run goes on as them. The operator has neither post nor scope. */
export interface RunAsker {
  readonly actor: Actor
  readonly scope: Scope
}

export interface NewRun extends RunAsker {
  readonly kind: string
  readonly input: unknown
  readonly permission: Permission
  readonly inline: boolean
  readonly at: Date
}

export interface TakenRun extends RunAsker {
  readonly runId: number
  readonly kind: string
  readonly input: unknown
}

interface TakenRow {
  readonly runId: number
  readonly kind: string
  readonly input: unknown
  readonly actor: string
  readonly personId: string | null
  readonly post: Post | null
  readonly scope: Scope | null
}

function takenRun({ actor, personId, post, scope, ...run }: TakenRow): TakenRun {
  const who = { name: actor, ...(personId === null ? {} : { userId: personId }), ...(post === null ? {} : { post }) }
  return { ...run, actor: who, scope: scope ?? wholeCommissioner }
}

async function appendEvent(db: Database, runId: number, event: string, at: Date, detail?: unknown): Promise<void> {
  const row = { run_id: runId, event, at, detail: detail === undefined ? null : JSON.stringify(detail) }
  await runs(db).insertInto('platform.run_event').values(row).execute()
}

const textOrNull = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

function rowOf({ kind, input, actor, scope, permission, inline, at }: NewRun) {
  const { name, userId, post } = actor
  const isPerson = userId !== undefined
  const who = {
    actor: name,
    person_id: userId ?? null,
    post: textOrNull(post),
    scope: isPerson ? textOrNull(scope) : null,
  }
  return {
    ...who,
    kind,
    permission,
    inline,
    input: JSON.stringify(input ?? null),
    state: 'queued' as const,
    queued_at: at,
  }
}

export async function insertRun(db: Database, run: NewRun): Promise<number> {
  const row = rowOf(run)
  const { run_id: runId } = await runs(db)
    .insertInto('platform.run')
    .values(row)
    .returning('run_id')
    .executeTakeFirstOrThrow()
  await appendEvent(db, runId, 'queued', run.at)
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
  const row = await runs(tx)
    .selectFrom('platform.run')
    .select(['run_id as runId', 'kind', 'actor', 'person_id as personId', 'post', 'scope', 'input'])
    .where('state', '=', 'queued')
    .where('kind', 'in', kinds)
    .orderBy('run_id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && takenRun(row as unknown as TakenRow)
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
