import { readFileSync } from 'node:fs'
import { countedLines, currentActivity } from '#activity/import'
import { pricedFiles } from '#activity/pricing'
import { lakeFiles } from '#lake'
import type { Ctx } from '#platform'
import type { Month } from '#shared'
import type { CostCount } from '../simulation/costs.ts'
import { type CostQuestion, type EventKind, coveredSql, eventSql, excludedSql, quotedCodes } from './cost-question.ts'

/** What the patients of one practice cost; whole pence. */
export interface PracticeCost {
  readonly practice: string
  readonly lines: number
  readonly cost_pence: number
  readonly excluded_lines: number
  readonly excluded_pence: number
  readonly nameless_lines: number
  readonly nameless_pence: number
  readonly patients: number
  readonly patients_above: number
  readonly excess_pence: number
}

type Looking = Pick<Ctx, 'db' | 'lake' | 'scope'>

function query(name: 'practice-costs.lake.sql' | 'cost-counts.lake.sql', fillings: Record<string, string>): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/\{\{(\w+)\}\}/g, (_, place: string) => {
      if (fillings[place] === undefined) throw new Error(`nothing given for {{${place}}} in ${name}`)
      return fillings[place]
    })
}

/** The lines of one month with what they cost: their price, or what was billed where they have none. */
async function monthLines(ctx: Looking, commissioner: string, month: Month): Promise<string[]> {
  const own = { db: ctx.db, scope: { ...ctx.scope, commissioners: [commissioner] } }
  const current = await currentActivity(own, month)
  if (current.files.length === 0) return []
  const priced = await pricedFiles(own, month)
  const paths = priced
    .filter(({ lakeFileId }) => current.files.some((file) => file.lakeFileId === lakeFileId))
    .map(({ pricePath }) => pricePath)
  const columns = 'x.practice, x.patient, x.provider, x.spell_id, x.line_id, x.pod, x.hrg, x.service_code, x.tfc'
  const lines = `${countedLines(ctx.lake, current)} AS x`
  return [
    paths.length === 0
      ? `SELECT ${columns}, x.billed_pence AS pence FROM ${lines}`
      : `SELECT ${columns}, coalesce(p.price_pence, x.billed_pence) AS pence FROM ${lines}
         LEFT JOIN ${lakeFiles(ctx.lake, paths)} AS p ON p.import_no = x.import_no AND p.line_no = x.line_no`,
  ]
}

async function linesOf(ctx: Looking, { commissioner, months }: CostQuestion): Promise<string | undefined> {
  const parts = (await Promise.all(months.map((month) => monthLines(ctx, commissioner, month)))).flat()
  return parts.length === 0 ? undefined : `(${parts.join(' UNION ALL ')})`
}

/**
 * What patients cost by practice. Patients are told apart by their pseudonym, which the lake shows to the product’s own work alone: to be
 * asked by a job, whose sums are kept.
 */
export async function practiceCosts(
  ctx: Looking,
  question: CostQuestion,
  stopLossPence: number | null,
): Promise<PracticeCost[]> {
  const lines = await linesOf(ctx, question)
  if (lines === undefined) return []
  return ctx.lake.read<PracticeCost>(
    query('practice-costs.lake.sql', {
      lines,
      covered: coveredSql(question),
      excluded: excludedSql(question),
      stop_loss: stopLossPence === null ? 'NULL::BIGINT' : String(stopLossPence),
    }),
  )
}

/** How often something cost how much: the patients of a year, or single stays, of the practices named. */
export async function costCounts(
  ctx: Looking,
  question: CostQuestion,
  { events, practices }: { readonly events: EventKind; readonly practices: readonly string[] },
): Promise<CostCount[]> {
  const lines = await linesOf(ctx, question)
  if (lines === undefined) return []
  return ctx.lake.read<{ pence: number; events: number }>(
    query('cost-counts.lake.sql', {
      lines,
      covered: coveredSql(question),
      excluded: excludedSql(question),
      event: eventSql[events],
      practices: quotedCodes(practices),
    }),
  )
}
