import { acceptedFiles, currentActivity, linesIn } from '#activity/import'
import type { Ctx } from '#platform'
import type { Month, Scope } from '#shared'
import type { AskedLine, FoundLine } from './asked-line.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const among = (column: string, codes: readonly string[]): string =>
  codes.length === 0 ? 'false' : `${column} IN (${codes.map(quoted).join(', ')})`

/** The practices whose lines of a month somebody may see. */
const practicesIn = (reach: Exclude<Scope['practices'], 'all'>, month: Month): string[] =>
  reach
    .filter(({ from, to }) => (from === undefined || from <= month) && (to === undefined || month < to))
    .map(({ practice }) => practice)

/** A line that names no practice is nobody's whose view is narrowed by practice. To whom it was billed, its delivery says. */
function mayBeSeen({ practices, providers, detail }: Scope, month: Month): string[] {
  return [
    ...(detail === 'lines' ? [] : ['false']),
    ...(practices === 'all' ? [] : [among('l.practice', practicesIn(practices, month))]),
    ...(providers === 'all' ? [] : [among('l.provider', providers)]),
  ]
}

interface Row {
  readonly importNo: number
  readonly lineNo: number
  readonly practice: string | null
  readonly patient: string | null
  readonly status: FoundLine['status']
  readonly snapshot: 'flex' | 'freeze'
  readonly dataset: string
}

const keyOf = (importNo: number, snapshot: string, dataset: string): string => [importNo, snapshot, dataset].join('|')

/** The versions of a line that somebody may see, the latest received first. A line they may not see takes the same way and gives none. */
async function versionsOf(ctx: Ctx, { month, provider, lineId }: AskedLine, paths: readonly string[]): Promise<Row[]> {
  const conditions = ['l.provider = $provider', 'l.line_id = $line', ...mayBeSeen(ctx.scope, month)]
  return ctx.lake.read<Row>(
    `SELECT l.import_no AS "importNo", l.line_no AS "lineNo", l.practice, l.patient::VARCHAR AS patient, l.patient_status AS status,
      l.snapshot, l.dataset FROM ${linesIn(ctx.lake, paths)} AS l WHERE ${conditions.join(' AND ')} ORDER BY l.import_no DESC, l.line_no`,
    { provider, line: lineId },
  )
}

/**
 * The line under the asker's scope: of the snapshot asked for, the version that counts, else the latest received. Nothing where it is
 * none of theirs.
 */
export async function findLine(ctx: Ctx, asked: AskedLine): Promise<FoundLine | undefined> {
  const [files, { counted }] = await Promise.all([acceptedFiles(ctx, asked.month), currentActivity(ctx, asked.month)])
  if (files.length === 0) return undefined
  const rows = await versionsOf(
    ctx,
    asked,
    files.map(({ path }) => path),
  )
  const wanted = rows.filter(({ snapshot }) => asked.snapshot === undefined || snapshot === asked.snapshot)
  const counts = new Set(
    counted
      .filter(({ provider }) => provider === asked.provider)
      .map((one) => keyOf(one.importNo, one.snapshot, one.dataset)),
  )
  const row = wanted.find((one) => counts.has(keyOf(one.importNo, one.snapshot, one.dataset))) ?? wanted[0]
  if (!row) return undefined
  const { dataset: _dataset, ...found } = row
  return { ...asked, ...found }
}
