import { readdir, rm } from 'node:fs/promises'
import { type Database, sql } from '#db'
import type { Ctx } from '../context.ts'

async function inputsStillToDo(db: Database): Promise<string> {
  const { rows } = await sql<{ input: string }>`
    SELECT r.input::text AS input FROM platform.run AS r WHERE r.state IN ('queued', 'running')`.execute(db)
  return rows.map(({ input }) => input).join('\n')
}

/**
 * Takes away uploads that a server left when it died before their run was written down: nobody would ever read them,
 * and they may name patients. Only for the one server of a data folder, before it takes its first request.
 */
export async function sweepUploads(ctx: Ctx): Promise<void> {
  const folder = ctx.folder.path('incoming')
  const [names, wanted] = await Promise.all([readdir(folder).catch(() => []), inputsStillToDo(ctx.db)])
  const abandoned = names.filter((name) => !wanted.includes(name))
  await Promise.all(abandoned.map((name) => rm(ctx.folder.path('incoming', name), { recursive: true, force: true })))
}
