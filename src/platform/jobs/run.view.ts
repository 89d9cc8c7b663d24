import { sql } from '#db'
import { type Scope, mayDo } from '#shared'
import type { Asker } from '../context.ts'
import type { Progress } from './progress.ts'
import type { Run, RunState } from './job.ts'
import { runLock } from './run.store.ts'

interface RunRow extends Omit<Run, 'state' | 'progress'> {
  readonly state: RunState
  readonly held: boolean
  readonly progress: (Progress & { secondsLeft?: number }) | null
}

/** A run that says it is running but whose session lock is gone was interrupted, whether or not anybody has noted it yet. */
function runOf({ held, state, progress: saved, ...row }: RunRow): Run {
  const live = state === 'running' && held
  const { secondsLeft, ...progress } = saved ?? { stage: '' }
  return {
    ...row,
    state: state === 'running' && !held ? 'interrupted' : state,
    progress: saved && progress,
    ...(live && secondsLeft !== undefined ? { secondsLeft } : {}),
  }
}

const columns = sql`
  r.run_id AS "runId", r.kind, r.state, r.actor, r.input, r.outcome, r.progress,
  r.queued_at AS "queuedAt", r.started_at AS "startedAt", r.finished_at AS "finishedAt",
  EXISTS (
    SELECT 1 FROM pg_locks AS l
     WHERE l.locktype = 'advisory' AND l.classid = ${runLock}::bigint::oid AND l.objid = r.run_id::oid AND l.objsubid = 2
       AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
  ) AS held`

/** A person's own; and for whoever may see imports, those of their organisation, which the database knows. The operator sees all. */
const within = (scope: Scope) => {
  if (scope.personId === undefined) return scope.permissions === 'all' ? sql`true` : sql`false`
  const own = sql`r.person_id = ${scope.personId}`
  if (!mayDo(scope, 'activity.read-imports')) return own
  return sql`(${own} OR r.post ->> 'organisation' = ANY (${scope.commissioners === 'all' ? [] : [...scope.commissioners]}::text[]))`
}

export async function findRun({ db, scope }: Asker, runId: number): Promise<Run | undefined> {
  const { rows } = await sql<RunRow>`
    SELECT ${columns} FROM platform.run AS r WHERE r.run_id = ${runId} AND ${within(scope)}`.execute(db)
  return rows[0] && runOf(rows[0])
}

/** The newest first. */
export async function listRuns({ db, scope }: Asker, wanted: { kind?: string; limit: number }): Promise<Run[]> {
  const { rows } = await sql<RunRow>`
    SELECT ${columns} FROM platform.run AS r
     WHERE (${wanted.kind ?? null}::text IS NULL OR r.kind = ${wanted.kind ?? null}) AND ${within(scope)}
     ORDER BY r.run_id DESC LIMIT ${wanted.limit}`.execute(db)
  return rows.map(runOf)
}
