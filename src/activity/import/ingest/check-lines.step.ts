import type { LakeBuilder } from '#lake'
import { targetColumns } from '../formats/target-column.ts'
import type { CodeLists } from '../formats/code-lists.ts'
import { type MeaningCheck, countSql, meaningChecks } from './meaning-checks.ts'
import { type Reject, shownValue } from './rejects.ts'
import { type StagedFile, lineNoIn, mostRejects, namesOf } from './staged-file.ts'

interface BrokenRow {
  readonly line_no: number
  readonly value: string | null
}

const laterColumns = (staged: StagedFile): Set<string> => new Set(staged.format.spells ? ['month', 'end_date'] : [])

async function listBroken(builder: LakeBuilder, staged: StagedFile, check: MeaningCheck): Promise<void> {
  const rows = await builder.read<BrokenRow>(`SELECT ${lineNoIn(staged)} AS line_no, l.${check.column}::VARCHAR AS value
    FROM ${staged.table} AS l WHERE ${check.broken} ORDER BY line_no LIMIT ${mostRejects}`)
  const column = staged.titleOf(check.column)
  staged.rejects.add(
    rows.map(({ line_no: row, value }): Reject => ({
      row,
      column,
      value: shownValue(value ?? '', staged.isPrivate(column)),
      problem: `The value ${check.problem}`,
      whatToDo: check.whatToDo,
    })),
  )
  const places = `SELECT l.rowid AS place, ${lineNoIn(staged)} AS line_no FROM ${staged.table} AS l WHERE ${check.broken}`
  await builder.run(`INSERT INTO refused_rows ${places}`)
}

async function unknownPods(builder: LakeBuilder, staged: StagedFile, lists: CodeLists): Promise<string[]> {
  if (!namesOf(staged).has('pod')) return []
  const rows = await builder.read<{ pod: string }>(
    `SELECT DISTINCT l.pod FROM ${staged.table} AS l WHERE l.pod IS NOT NULL`,
  )
  return rows.map(({ pod }) => pod).filter((pod) => !lists.pointsOfDelivery.has(pod))
}

/** Finds the rows that break a rule; they stand in refused_rows, each with what is wrong in the list of rejects. */
async function checkMeaning(builder: LakeBuilder, staged: StagedFile, lists: CodeLists): Promise<void> {
  const checks = meaningChecks({
    columns: namesOf(staged),
    target: targetColumns(staged.format),
    bills: staged.format.bills,
    unknownPods: await unknownPods(builder, staged, lists),
    later: laterColumns(staged),
  })
  if (checks.length === 0) return
  const [counts] = await builder.read<Record<string, number>>(countSql(staged.table, checks))
  for (const [at, check] of checks.entries()) if (counts![`c${at}`]! > 0) await listBroken(builder, staged, check)
}

async function dropRefused(builder: LakeBuilder, staged: StagedFile): Promise<void> {
  const [found] = await builder.read<{ rows: number }>(
    'SELECT count(DISTINCT r.line_no) AS rows FROM refused_rows AS r',
  )
  if (found!.rows === 0) return
  // Rows beyond what is written down are counted all the same.
  const shown = staged.rejects.rows
  await builder.run(`DELETE FROM ${staged.table} WHERE rowid IN (SELECT r.place FROM refused_rows AS r)`)
  if (found!.rows > shown) staged.rejects.count(found!.rows - shown, found!.rows - shown)
}

/** Checks one file's rows against what every line must keep, and takes out those that break it. */
export async function checkLines(builder: LakeBuilder, staged: StagedFile, lists: CodeLists): Promise<void> {
  await builder.run('CREATE OR REPLACE TEMP TABLE refused_rows (place BIGINT, line_no BIGINT)')
  const before = staged.rejects.rows
  await checkMeaning(builder, staged, lists)
  if (staged.rejects.rows > before || (await anyRefused(builder))) await dropRefused(builder, staged)
}

const anyRefused = async (builder: LakeBuilder): Promise<boolean> =>
  (await builder.read<{ rows: number }>('SELECT count(*) AS rows FROM refused_rows'))[0]!.rows > 0

const keyOf = 'l.provider, l.month, l.snapshot, l.line_id'

/** All the lines of a delivery with the file and row each stands in. */
const keysSql = (files: readonly StagedFile[]): string =>
  files
    .map(
      (staged, at) =>
        `SELECT ${at} AS file, ${lineNoIn(staged)} AS line_no, l.rowid AS place,
          l.provider, l.month, l.snapshot, l.line_id FROM ${staged.table} AS l`,
    )
    .join(' UNION ALL ')

interface Repeated {
  readonly file: number
  readonly line_no: number
  readonly first_line: number
  readonly first_file: number
  readonly line_id: string
}

/** An identifier stands for one line of a provider, month and snapshot in all the files given together; later ones are refused. */
export async function checkRepeated(builder: LakeBuilder, files: readonly StagedFile[]): Promise<void> {
  const own = files.filter(({ format }) => format.holds === 'lines' && !format.spells)
  if (own.length === 0) return
  const [counts] = await builder.read<{ rows: number; keys: number }>(
    `SELECT count(*) AS rows, count(DISTINCT hash(${keyOf})) AS keys FROM (${keysSql(own)}) AS l`,
  )
  if (counts!.rows === counts!.keys) return
  await builder.run(`CREATE OR REPLACE TEMP TABLE repeated AS SELECT * FROM (
    SELECT l.*, first_value(l.line_no) OVER same AS first_line, first_value(l.file) OVER same AS first_file, row_number() OVER same AS copy
    FROM (${keysSql(own)}) AS l WINDOW same AS (PARTITION BY ${keyOf} ORDER BY l.file, l.line_no)) AS c WHERE c.copy > 1`)
  const rows = await builder.read<Repeated>(
    `SELECT r.file, r.line_no, r.first_line, r.first_file, r.line_id FROM repeated AS r ORDER BY r.file, r.line_no LIMIT ${mostRejects}`,
  )
  for (const row of rows) own[row.file]!.rejects.add([repeatedReject(own, row)])
  for (const [at, staged] of own.entries()) await dropRepeated(builder, staged, at)
}

function repeatedReject(
  files: readonly StagedFile[],
  { file, line_no: row, first_line: first, first_file: where, line_id: value }: Repeated,
): Reject {
  const staged = files[file]!
  const elsewhere = where === file ? '' : ` of “${files[where]!.file.name}”`
  return {
    row,
    column: staged.titleOf('line_id'),
    value: shownValue(value, false),
    problem: `The value stands in row ${first}${elsewhere} already, for the same provider, month and snapshot`,
    whatToDo: 'Give every line its own identifier, or leave the repeated line out.',
  }
}

async function dropRepeated(builder: LakeBuilder, staged: StagedFile, at: number): Promise<void> {
  const [found] = await builder.read<{ rows: number }>(
    `SELECT count(*) AS rows FROM repeated AS r WHERE r.file = ${at}`,
  )
  await builder.run(
    `DELETE FROM ${staged.table} WHERE rowid IN (SELECT r.place FROM repeated AS r WHERE r.file = ${at})`,
  )
  const shown = staged.rejects.kept.filter(({ problem }) => problem.includes('already, for the same provider')).length
  if (found!.rows > shown) staged.rejects.count(found!.rows - shown, found!.rows - shown)
}
