import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Ctx } from '#platform'
import type { Table } from '#shared'
import { parse } from 'csv-parse/sync'
import type { ImportSeen } from '../imports/import.ts'
import { rejectsPath } from '../imports/keep-files.step.ts'
import { rejectsTable } from '../reading/reject.ts'

/** A page shows so many problems; the file has more. */
const onPage = 100

async function findFile(ctx: Ctx, { importNo }: ImportSeen): Promise<string | undefined> {
  const path = rejectsPath(ctx.folder, importNo)
  return (await stat(path).catch(() => undefined))?.isFile() ? path : undefined
}

export async function openRejects(ctx: Ctx, seen: ImportSeen): Promise<AsyncIterable<Uint8Array> | undefined> {
  const path = await findFile(ctx, seen)
  return path === undefined ? undefined : createReadStream(path)
}

/** The first problems, as the page shows them. */
export async function rejectsShown(ctx: Ctx, seen: ImportSeen): Promise<Table | undefined> {
  const path = await findFile(ctx, seen)
  if (path === undefined) return undefined
  const rows: string[][] = parse(await readFile(path, 'utf8'), { from_line: 2, to: onPage, relax_column_count: true })
  const rejects = rows.map(([row = '', column = '', value = '', problem = '', whatToDo = '']) => ({
    row: Number(row),
    column,
    value,
    problem,
    whatToDo,
  }))
  const more = seen.rowsRejected > rejects.length
  return rejectsTable(rejects, more ? [`${seen.rowsRejected.toLocaleString('en-GB')} rows are rejected in all.`] : [])
}
