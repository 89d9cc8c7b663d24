import { type Run, listRuns } from '#platform'
import type { Table } from '#shared'
import { defineCommand, exits } from '#terminal'
import { z } from 'zod'

const columns = [
  { key: 'run', label: 'Run', kind: 'code' },
  { key: 'kind', label: 'Work', kind: 'text' },
  { key: 'state', label: 'State', kind: 'text' },
  { key: 'actor', label: 'By', kind: 'text' },
  { key: 'started', label: 'Started', kind: 'text' },
  { key: 'finished', label: 'Ended', kind: 'text' },
  { key: 'words', label: 'Where it stands', kind: 'text' },
] as const

const timeText = (at: Date | null): string | null => at && at.toISOString().slice(0, 19).replace('T', ' ')

function standing({ outcome, progress, state }: Run): string | null {
  if (typeof outcome === 'object' && outcome !== null && 'message' in outcome) return String(outcome.message)
  return state === 'running' ? (progress?.stage ?? null) : null
}

const rowOf = (run: Run) => ({
  run: String(run.runId),
  kind: run.kind,
  state: run.state,
  actor: run.actor,
  started: timeText(run.startedAt ?? run.queuedAt),
  finished: timeText(run.finishedAt),
  words: standing(run),
})

export const runsCommand = defineCommand({
  name: 'runs',
  summary: 'List long work, newest first: what it was, how it ended',
  options: [
    { flag: '--kind <kind>', words: 'only this kind of work' },
    { flag: '--limit <number>', words: 'how many at most', default: '20' },
  ],
  input: z.object({ kind: z.string().optional(), limit: z.coerce.number().int().positive().max(10_000) }),
  async run(ctx, { kind, limit }, out) {
    const runs = await listRuns(ctx, { limit, ...(kind ? { kind } : {}) })
    const table: Table = { name: 'runs', caption: 'Runs (times in UTC)', columns, rows: runs.map(rowOf) }
    await out.table(table)
    return exits.done
  },
})
