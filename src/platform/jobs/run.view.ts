import { type Database } from '../db/database.ts'
import { type Run } from './job.ts'

export async function findRun(db: Database, runId: number): Promise<Run | undefined> {
  throw new Error(`being built: ${runId} ${typeof db}`)
}

export async function listRuns(db: Database, wanted: { kind?: string; limit: number }): Promise<Run[]> {
  throw new Error(`being built: ${wanted.limit} ${typeof db}`)
}
