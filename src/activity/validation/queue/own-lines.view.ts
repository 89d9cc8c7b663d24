import { countedLines, currentActivity } from '#activity/import'
import { pricedFiles } from '#activity/pricing'
import type { Ctx } from '#platform'
import { lakeFiles } from '#lake'
import type { Month, Pence, PlainDate } from '#shared'
import type { Snapshot } from '../findings/finding-facts.ts'
import { answeringTables } from '../findings/finding-tables.store.ts'
import { isWithin } from '../findings/scope-sql.ts'

/** A line of a practice as its queue shows it: what was billed, and nothing that tells who the patient is. */
export interface OwnLine {
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly lineId: string
  readonly practice: string
  readonly snapshot: Snapshot
  readonly importNo: number
  readonly lineNo: number
  readonly pod: string | null
  readonly hrg: string | null
  readonly tfc: string | null
  readonly startDate: PlainDate | null
  readonly billedPence: Pence
  readonly pricePence: Pence | null
}

type LakeLine = Omit<OwnLine, 'commissioner' | 'month'>

const columns = `x.provider, x.line_id AS "lineId", x.practice, x.snapshot, x.import_no AS "importNo", x.line_no AS "lineNo", x.pod, x.hrg,
  x.tfc, x.start_date::VARCHAR AS "startDate", x.billed_pence AS "billedPence", p.price_pence AS "pricePence"`

const noPrices =
  '(SELECT NULL::INTEGER AS import_no, NULL::INTEGER AS line_no, NULL::BIGINT AS price_pence WHERE false)'

/** The lines that count, beside our prices. */
async function linesSql(ctx: Ctx, month: Month): Promise<string> {
  const [current, priced] = await Promise.all([currentActivity(ctx, month), pricedFiles(ctx, month)])
  const counted = new Set(current.files.map(({ lakeFileId }) => lakeFileId))
  const paths = priced.filter(({ lakeFileId }) => counted.has(lakeFileId)).map(({ pricePath }) => pricePath)
  const prices = paths.length === 0 ? noPrices : lakeFiles(ctx.lake, paths)
  return `SELECT ${columns} FROM ${countedLines(ctx.lake, current)} AS x
    LEFT JOIN ${prices} AS p ON p.import_no = x.import_no AND p.line_no = x.line_no
    WHERE x.practice = $practice AND x.billed_pence > 0`
}

/** To whom each delivery was billed; nobody where nobody said. */
async function billedTo({ db }: Ctx, month: Month): Promise<ReadonlyMap<number, string>> {
  const rows = await answeringTables(db)
    .selectFrom('activity.v_standing_submission as s')
    .select(['s.import_no', 's.commissioner'])
    .where('s.month', '=', month)
    .execute()
  return new Map(rows.map((row) => [row.import_no, row.commissioner ?? '']))
}

async function readLines(
  ctx: Ctx,
  { month, practice }: { month: Month; practice: string },
  rest: string,
): Promise<OwnLine[]> {
  const rows = await ctx.lake.read<LakeLine>(`${await linesSql(ctx, month)} ${rest}`, { practice })
  const commissioners = await billedTo(ctx, month)
  return rows
    .map((row) => ({ ...row, month, commissioner: commissioners.get(row.importNo) ?? '' }))
    .filter((line) => isWithin(ctx.scope, line))
}

/**
 * Lines of a practice that nobody chose: the first by a fingerprint of practice, month and line. Whenever it is asked, and
 * whichever version
 * counts, they are the same ones; and no provider can know which they will be before the practice has them.
 */
export const chanceLines = (
  ctx: Ctx,
  { month, practice, most }: { readonly month: Month; readonly practice: string; readonly most: number },
): Promise<OwnLine[]> =>
  readLines(
    ctx,
    { month, practice },
    `ORDER BY md5(x.practice || '|' || x.month || '|' || x.provider || '|' || x.line_id), x.import_no, x.line_no LIMIT ${most}`,
  )

/** One line of a practice by its place in what was received; nothing where it is none of its own, or no longer counts. */
export async function ownLineAt(
  ctx: Ctx,
  { month, practice, importNo, lineNo }: { month: Month; practice: string; importNo: number; lineNo: number },
): Promise<OwnLine | undefined> {
  const place = `AND x.import_no = ${Math.trunc(importNo)} AND x.line_no = ${Math.trunc(lineNo)}`
  return (await readLines(ctx, { month, practice }, place))[0]
}

/** The same by its provider and the provider's id of it. */
export async function ownLineNamed(
  ctx: Ctx,
  { month, practice, provider, lineId }: { month: Month; practice: string; provider: string; lineId: string },
): Promise<OwnLine | undefined> {
  const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
  const named = `AND x.provider = ${literal(provider)} AND x.line_id = ${literal(lineId)}`
  return (await readLines(ctx, { month, practice }, named))[0]
}
