import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Ctx } from '#platform'
import type { Table } from '#shared'
import { parse } from 'csv-parse/sync'
import type { ImportSeen } from '../imports/import.ts'

/** A page shows so many problems; the file has them all. */
const onPage = 100

/** The file of rejects of an import, while it is kept. */
async function findRejectsFile(ctx: Ctx, { findings }: ImportSeen): Promise<string | undefined> {
  if (!findings?.rejects) return undefined
  const path = ctx.folder.path('rejects', basename(findings.rejects))
  return (await stat(path).catch(() => undefined))?.isFile() ? path : undefined
}

export async function openRejects(ctx: Ctx, seen: ImportSeen): Promise<AsyncIterable<Uint8Array> | undefined> {
  const path = await findRejectsFile(ctx, seen)
  return path === undefined ? undefined : createReadStream(path)
}

/** The first problems, as the page shows them. */
export async function rejectsTable(ctx: Ctx, seen: ImportSeen): Promise<Table | undefined> {
  const path = await findRejectsFile(ctx, seen)
  if (!path) return undefined
  const rows: string[][] = parse(await readFile(path, 'utf8'), { from_line: 2, to: onPage, relax_column_count: true })
  return {
    name: 'rejects',
    published: 'never',
    caption: 'What is wrong, and what to do',
    columns: [
      { key: 'row', label: 'Row', kind: 'count' },
      { key: 'column', label: 'Column', kind: 'text' },
      { key: 'value', label: 'Value', kind: 'text' },
      { key: 'problem', label: 'Problem', kind: 'text' },
      { key: 'what_to_do', label: 'What to do', kind: 'text' },
    ],
    rows: rows.map(([row = '', column = '', value = '', problem = '', what = '']) => ({
      row: Number(row) || null,
      column,
      value,
      problem,
      what_to_do: what,
    })),
    notes: rows.length === onPage ? [`The first ${onPage} are shown; the file of rejects has every one.`] : [],
  }
}
