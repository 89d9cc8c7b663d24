import { findServiceLine } from '#budgets/envelope'
import { type Position, outturn, position } from '#budgets/monitoring'
import type { Ctx } from '#platform'
import { type FinancialYear, type Month, dayInLondon, monthOfYear, monthsThrough, noPence, toPence } from '#shared'
import { closingOf } from '../policy/savings-policy.view.ts'
import { type LineCredit, type YearCredits, yearCredits } from './credits.view.ts'
import { type Known, whatIsIn } from './what-is-in.ts'
import type { LineFact, YearFacts } from './year-facts.ts'

type Figure = Position['watched']['figures'][number]

export const monthsOf = (year: FinancialYear): Month[] => monthsThrough(monthOfYear(year, 1), monthOfYear(year, 12))

const total = (twelve: readonly number[]): number => twelve.reduce((sum, value) => sum + value, 0)

/** The whole year as monitoring has it: frozen, flex, estimated and, where nobody sends what was spent, as planned. */
const outturnOf = ({ months: { freeze, flex, late, toCome } }: Figure): number =>
  [freeze, flex, late, toCome].reduce((sum, twelve) => sum + total(twelve), 0)

const creditOf = (credits: readonly LineCredit[], { practice, line }: Figure, of: 'withinPence' | 'duePence') =>
  toPence(credits.reduce((sum, each) => (each.practice === practice && each.line === line ? sum + each[of] : sum), 0))

/** A variance by price stands above zero where more was paid; a saving by price stands above zero where less was. */
const factOf = (figure: Figure, credits: readonly LineCredit[]): LineFact => ({
  practice: figure.practice,
  group: figure.group,
  line: figure.line,
  lines: total(figure.months.lines),
  budgetPence: figure.yearPence,
  outturnPence: toPence(outturnOf(figure)),
  pricePence: figure.split ? toPence(0 - figure.split.pricePence) : noPence,
  creditsWithinPence: creditOf(credits, figure, 'withinPence'),
  creditsDuePence: creditOf(credits, figure, 'duePence'),
})

/** Of which months of prescribing nothing is in, where practices have a budget for it. */
function notPrescribed(figures: readonly Figure[], months: readonly Month[]): Month[] {
  const own = figures.filter(({ line }) => findServiceLine(line)?.source === 'prescribing')
  if (own.every(({ yearPence }) => yearPence === 0)) return []
  return months.filter((_, at) => own.every((figure) => figure.months.freeze[at] === 0))
}

/** Whether the statements of March tell what is known now: where something came in since, they are drawn up again first. */
async function isCurrent(ctx: Ctx, { watched }: Position, year: FinancialYear): Promise<boolean> {
  if (watched.editionNo === null) return true
  const now = await outturn(ctx, { commissioner: watched.commissioner, year })
  const sum = (rows: readonly { outturnPence: number }[]): number =>
    rows.reduce((all, row) => all + row.outturnPence, 0)
  return now.ok && sum(now.value.rows) === watched.figures.reduce((all, figure) => all + outturnOf(figure), 0)
}

async function knownOf(ctx: Ctx, found: Position, credits: YearCredits, year: FinancialYear): Promise<Known> {
  const { figures, method, editionNo } = found.watched
  return {
    year,
    today: dayInLondon(ctx.clock.now()),
    months: method.known,
    notPrescribed: notPrescribed(figures, monthsOf(year)),
    outstandingPence: credits.outstandingPence,
    outstandingItems: credits.outstandingItems,
    isDrawnUp: editionNo !== null,
    isCurrent: await isCurrent(ctx, found, year),
    isPriceTold: method.mixBy !== 'none',
  }
}

/**
 * Everything that closing a year rests on: budget and outturn by practice and line from the statements of March, credits by line,
 * and what is not in yet. Nothing where no budget was issued, or nothing of the year came in. Of patients of no practice with a
 * budget nothing is anybody's saving.
 */
export async function findYearFacts(
  ctx: Ctx,
  { commissioner, year }: Pick<YearFacts, 'commissioner' | 'year'>,
): Promise<YearFacts | undefined> {
  const found = await position(ctx, { commissioner, month: monthOfYear(year, 12), by: 'practice' })
  const closing = closingOf(year)
  if (!found.ok || !closing) return undefined
  const { watched } = found.value
  const credits = await yearCredits(ctx, commissioner, monthsOf(year))
  const own = watched.figures.filter(({ practice }) => practice !== '')
  return {
    commissioner,
    year,
    budgetNo: watched.budgetNo,
    budgetVersion: watched.budgetVersion,
    months: monthsOf(year),
    lines: own.map((figure) => factOf(figure, credits.credits)),
    checks: whatIsIn(await knownOf(ctx, found.value, credits, year), closing),
  }
}
