import type { LakeBuilder } from '#lake'
import type { Format } from '../formats/format.ts'
import { type LineColumn, lineColumn } from '../line/line-column.ts'
import { formCheckSql } from './form-checks.ts'
import type { FileToIngest } from './ingest-job.ts'
import { rejectList } from './rejects.ts'
import { type StagedFile, mostRejects } from './staged-file.ts'
import { stageSql } from './stage-sql.ts'

export interface FastSource {
  readonly file: FileToIngest
  readonly format: Format
  readonly path: string
  readonly table: string
  readonly titles: readonly string[]
  readonly hasQuotes: boolean
}

/** True when the engine read every row and every cell is as the slow way would have made it. */
async function isClean(builder: LakeBuilder, table: string, columns: readonly LineColumn[]): Promise<boolean> {
  const [rejected] = await builder.read<{ rows: number }>('SELECT count(*) AS rows FROM reject_errors')
  if (rejected!.rows > 0) return false
  const sql = formCheckSql(table, columns)
  const [form] = sql ? await builder.read<{ found: boolean }>(sql) : [{ found: false }]
  return !form!.found
}

/**
 * Lets the engine read a plain file itself: its own spool, every column named and typed by us. Answers nothing when
 * anything at all stands in the way; the slow way then finds out what, cell by cell.
 */
export async function stageFast(builder: LakeBuilder, source: FastSource): Promise<StagedFile | undefined> {
  const columns = source.titles.map(lineColumn)
  const drop = () =>
    builder.run(
      `DROP TABLE IF EXISTS ${source.table}; DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans`,
    )
  try {
    await builder.run(
      stageSql({
        table: source.table,
        path: source.path,
        columns,
        more: [],
        lane: 'fast',
        quotes: source.hasQuotes,
      }),
    )
    if (!(await isClean(builder, source.table, columns))) return void (await drop())
  } catch {
    return void (await drop())
  }
  const [counted] = await builder.read<{ rows: number }>(`SELECT count(*) AS rows FROM ${source.table}`)
  await builder.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans')
  return {
    file: source.file,
    format: source.format,
    table: source.table,
    lane: 'fast',
    columns,
    rowsRead: counted!.rows,
    titleOf: (name) => name,
    isPrivate: (title) => lineColumn(title).isPrivate === true,
    rejects: rejectList(mostRejects),
    notes: [],
  }
}
