import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '#db'
import { type JobHandler, type Run, defineJob, enqueueJob, findRun, listRuns, runJob, startWorker } from '#platform'
import { ok, refused } from '#shared'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { useWorkbench } from '../../../tests/support/workbench.ts'

const workbench = useWorkbench()
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function work(...handlers: JobHandler[]) {
  const worker = await startWorker(workbench().ctx, handlers)
  stops.push(worker.stop)
  return worker
}

async function eventually(runId: number, state: Run['state']): Promise<Run> {
  for (let tries = 0; tries < 200; tries += 1) {
    const run = await findRun(workbench().ctx, runId)
    if (run?.state === state) return run
    await pause(25)
  }
  throw new Error(`run ${runId} did not become ${state}: ${JSON.stringify(await findRun(workbench().ctx, runId))}`)
}

const events = async (runId: number): Promise<string[]> => {
  const { rows } = await sql<{ event: string }>`
    SELECT e.event FROM platform.run_event AS e WHERE e.run_id = ${runId} ORDER BY e.run_event_id`.execute(
    workbench().ctx.db,
  )
  return rows.map((row) => row.event)
}

/** A run that a process was at work on when it was killed: begun on a session that then ends without a word. */
async function dieAtWork(kind: string, inline: boolean): Promise<number> {
  const client = new pg.Client({ connectionString: workbench().databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ run_id: string }>(
    `INSERT INTO platform.run (kind, state, actor, input, inline, attempts, queued_at, started_at)
     VALUES ($1, 'running', 'a tester', '{"month":"2007-10"}', $2, 1, now(), now()) RETURNING run_id`,
    [kind, inline],
  )
  const runId = Number(rows[0]!.run_id)
  await client.query('SELECT pg_advisory_lock(7100002, $1)', [runId])
  expect((await findRun(workbench().ctx, runId))?.state).toBe('running')
  await client.end()
  await pause(50)
  return runId
}

test('a run done here and now is recorded with its value and progress', async () => {
  const { ctx } = workbench()
  const runId = await runJob(ctx, { kind: 'count', permission: 'activity.import', input: { upTo: 3 } }, async (job) => {
    job.report({ stage: 'counting', rowsDone: 3, rowsTotal: 3 })
    expect((await findRun(ctx, job.runId))?.state).toBe('running')
    return job.runId
  })
  expect(await findRun(ctx, runId)).toMatchObject({
    kind: 'count',
    state: 'succeeded',
    actor: 'a tester',
    input: { upTo: 3 },
    outcome: runId,
    progress: { stage: 'counting', rowsDone: 3, rowsTotal: 3 },
  })
  expect(await events(runId)).toEqual(['queued', 'started', 'succeeded'])
})

test('a refusal is kept as a refusal with its words', async () => {
  const { ctx } = workbench()
  const outcome = await runJob(ctx, { kind: 'refuse', permission: 'activity.import', input: null }, async () =>
    refused('no-month', 'There is no such month.'),
  )
  expect(outcome.ok).toBe(false)
  expect((await listRuns(ctx, { kind: 'refuse', limit: 1 }))[0]).toMatchObject({
    state: 'refused',
    outcome: { code: 'no-month', message: 'There is no such month.' },
  })
})

test('a failure is kept and passed on', async () => {
  const { ctx } = workbench()
  await expect(
    runJob(ctx, { kind: 'fail', permission: 'activity.import', input: null }, async () => {
      throw new Error('the disk is full')
    }),
  ).rejects.toThrow('the disk is full')
  expect((await listRuns(ctx, { kind: 'fail', limit: 1 }))[0]).toMatchObject({
    state: 'failed',
    outcome: { message: 'the disk is full' },
  })
})

test('whoever waits for a run is told how far it is, last words included', async () => {
  const told: unknown[] = []
  const ctx = { ...workbench().ctx, onProgress: (progress: unknown) => told.push(progress) }
  await runJob(ctx, { kind: 'tell', permission: 'activity.import', input: null }, async (job) => {
    for (let rowsDone = 0; rowsDone <= 1000; rowsDone += 1) job.report({ stage: 'reading', rowsDone, rowsTotal: 1000 })
  })
  expect(told).toEqual([{ stage: 'reading', rowsDone: 1000, rowsTotal: 1000 }])
})

test('the worker takes what was left to it, in order, each once', async () => {
  const { ctx } = workbench()
  const seen: number[] = []
  const handler = defineJob({
    kind: 'double',
    restartable: true,
    input: z.object({ of: z.number() }),
    run: async (_ctx, { of }) => {
      seen.push(of)
      return ok(of * 2)
    },
  })
  const ids = await Promise.all(
    [1, 2, 3, 4].map((of) => enqueueJob(ctx, { kind: 'double', permission: 'activity.import', input: { of } })),
  )
  await work(handler)
  await work(handler)
  for (const runId of ids) await eventually(runId, 'succeeded')
  expect(seen.toSorted()).toEqual([1, 2, 3, 4])
  expect((await findRun(ctx, ids[2]!))?.outcome).toBe(6)
})

test('a queued run whose worker was killed is seen as interrupted at once, and done again by the next worker', async () => {
  const runId = await dieAtWork('again', false)
  expect((await findRun(workbench().ctx, runId))?.state).toBe('interrupted')
  await work(
    defineJob({
      kind: 'again',
      restartable: true,
      input: z.object({ month: z.string() }),
      run: async (_ctx, { month }) => month,
    }),
  )
  expect((await eventually(runId, 'succeeded')).outcome).toBe('2007-10')
  expect(await events(runId)).toEqual(['queued', 'started', 'succeeded'])
})

test('a run that cannot be done again, or that somebody typed, is marked interrupted and left', async () => {
  const once = await dieAtWork('once', false)
  const typed = await dieAtWork('typed', true)
  const handler = (kind: string, restartable: boolean) =>
    defineJob({ kind, restartable, input: z.unknown(), run: async () => 'done' })
  await work(handler('once', false), handler('typed', true))
  await eventually(once, 'interrupted')
  await eventually(typed, 'interrupted')
  expect(await events(once)).toEqual(['interrupted'])
})

test('stopping the worker asks the run in hand to stop and gives it back to the queue', async () => {
  const { ctx } = workbench()
  const runId = await enqueueJob(ctx, { kind: 'long', permission: 'activity.import', input: null })
  const worker = await startWorker(ctx, [
    defineJob({
      kind: 'long',
      restartable: true,
      input: z.null(),
      run: (_ctx, _input, job) => pause(60_000, undefined, { signal: job.signal }),
    }),
  ])
  await eventually(runId, 'running')
  await worker.stop()
  expect((await findRun(ctx, runId))?.state).toBe('queued')
})

test('what happened to a run cannot be rewritten by the application', async () => {
  await expect(sql`DELETE FROM platform.run_event AS e WHERE e.run_id = 1`.execute(workbench().ctx.db)).rejects.toThrow(
    'permission denied',
  )
  await expect(sql`DELETE FROM platform.run AS r WHERE r.run_id = 1`.execute(workbench().ctx.db)).rejects.toThrow(
    'permission denied',
  )
})
