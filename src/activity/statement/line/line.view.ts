import { acceptedFiles, currentActivity, linesIn, monthsWithActivity } from '#activity/import'
import { type Working, explainPrice, pricedFiles } from '#activity/pricing'
import { type Ctx, codesColumnFor } from '#platform'
import { type Month, type Refused, type Result, type Table, formatMonth, ok, refused } from '#shared'
import { lakeFiles } from '#lake'
import { type Names, namesOf } from '../shape/names.view.ts'
import { narrowing, whereAll } from '../shape/narrowing.ts'
import { noSuchMonth } from '../shape/no-such-month.ts'
import { noPrices } from '../lines/lines-source.view.ts'
import { type LineVersion, historyTable } from './history-table.ts'
import { type LineFacts, clinicalColumns, lineFactColumns, priceFactColumns, pricedFacts } from './line-facts.ts'

/** One line of one provider's month. Without a snapshot it is the version that counts, else the latest received. */
export interface LineQuestion {
  readonly month: Month
  readonly provider: string
  readonly lineId: string
  readonly snapshot?: 'flex' | 'freeze'
}

export interface LineFound {
  readonly month: Month
  readonly facts: LineFacts
  readonly counts: boolean
  /** How the price was made; nothing while no price run has seen the line. */
  readonly working: Working | undefined
  readonly history: Table
  readonly names: Names
}

/** One line with everything about it but its patient, the working of its price, and its other versions. */
export async function line(ctx: Ctx, question: LineQuestion): Promise<Result<LineFound, 'no-month' | 'no-line'>> {
  const known = await monthsWithActivity(ctx)
  if (!known.includes(question.month)) return noSuchMonth(question.month, known)
  const versions = await versionsOf(ctx, question)
  const chosen = choose(versions, question.snapshot)
  if (!chosen) return noSuchLine(question)
  const priced = pricedFacts(chosen.facts)
  const history = historyTable(question.month, versions)
  return ok({
    ...chosen,
    month: question.month,
    history,
    working: priced && explainPrice(priced),
    names: await namesOf(ctx),
  })
}

/** Of the snapshot asked for, else of any: the version that counts, else the latest. */
function choose(versions: readonly LineVersion[], snapshot: LineQuestion['snapshot']): LineVersion | undefined {
  const asked = versions.filter(({ facts }) => snapshot === undefined || facts.snapshot === snapshot)
  return asked.find(({ counts }) => counts) ?? asked[0]
}

const noSuchLine = ({ month, provider, lineId, snapshot }: LineQuestion): Refused<'no-line'> =>
  refused(
    'no-line',
    `${provider} has no ${snapshot ? `${snapshot} ` : ''}line “${lineId}” in ${formatMonth(month)}. ` +
      `“locality lines --month ${month} --provider ${provider}” lists the lines there are.`,
  )

/** Every version received of the line, the latest first. */
async function versionsOf(ctx: Ctx, question: LineQuestion): Promise<LineVersion[]> {
  const [files, priced, { counted }] = await Promise.all([
    acceptedFiles(ctx, question.month),
    pricedFiles(ctx, question.month),
    currentActivity(ctx, question.month),
  ])
  if (files.length === 0) return []
  const paths = { lines: files.map(({ path }) => path), prices: priced.map(({ pricePath }) => pricePath) }
  const rows = await ctx.lake.read<LineFacts>(versionsQuery(ctx, paths), {
    provider: question.provider,
    line: question.lineId,
  })
  const keys = new Set(counted.map((one) => versionKey(one.importNo, one.provider, one.snapshot, one.dataset)))
  return rows.map((facts) => ({
    facts,
    counts: keys.has(versionKey(facts.import_no, facts.provider, facts.snapshot, facts.dataset)),
  }))
}

const versionKey = (...parts: readonly (string | number | null)[]): string => parts.join('|')

function versionsQuery(ctx: Ctx, paths: { lines: readonly string[]; prices: readonly string[] }): string {
  const columns = [
    ...lineFactColumns.map((column) => `x.${column}`),
    ...clinicalColumns.map((column) => `${codesColumnFor(ctx.scope, column, `x.${column}`)} AS ${column}`),
    ...priceFactColumns.map((column) => `p.${column}`),
  ]
  const prices = paths.prices.length === 0 ? noPrices(priceFactColumns) : lakeFiles(ctx.lake, paths.prices)
  const conditions = ['x.provider = $provider', 'x.line_id = $line', ...narrowing({}, ctx.scope)]
  return `SELECT ${columns.join(', ')} FROM ${linesIn(ctx.lake, paths.lines)} AS x
    LEFT JOIN ${prices} AS p ON p.import_no = x.import_no AND p.line_no = x.line_no
    ${whereAll(conditions)} ORDER BY x.import_no DESC, x.line_no`
}
