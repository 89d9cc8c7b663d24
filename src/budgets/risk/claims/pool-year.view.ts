import { randomVariation } from '#budgets/monitoring'
import { type Ctx, fingerprint } from '#platform'
import { type FinancialYear, type Pence, noPence } from '#shared'
import { type Costs, costsMark, costsOf } from '../costs/costs.view.ts'
import { podsOf } from '../costs/covered.view.ts'
import { type FilledPool, findPool } from '../filling/pools.view.ts'
import { type Claim, type PracticeYear, claimsOf } from '../pool/claims.ts'
import { type SetTerms, termsHistory } from '../terms/terms.view.ts'
import { type Standing, standingsOf } from './claim.ts'
import { decisionsOf, latestOf } from './decisions.view.ts'
import { type Payout, findPayout } from './payouts.view.ts'
import { type YearOutturn, yearOutturn } from './year-outturn.view.ts'

/** A year of the pool, for the practices that the asker may see. */
export interface PoolYear {
  readonly pool: FilledPool
  readonly set: SetTerms
  readonly costs?: Costs
  /** Costs were added up under other terms, or another choice of lines, than the pool has. */
  readonly areCostsOld: boolean
  /** Nothing while there is nothing to watch the year by; nothing is claimed then. */
  readonly outturn?: YearOutturn
  readonly years: readonly PracticeYear[]
  readonly standings: readonly Standing[]
  readonly payout?: Payout
}

/** A list so small that chance is everything claims nothing by this band. */
const widest = 100_000

/** How far chance alone moves the sum of a list in 95 of 100 years, in ten-thousandths (guidance, §1.4). */
const chanceOf = (patients: number): number => Math.min(widest, Math.round(10_000 * randomVariation({ patients }).band))

function practiceYears(pool: FilledPool, outturn: YearOutturn, costs: Costs | undefined): PracticeYear[] {
  const cost = new Map((costs?.practices ?? []).map((each) => [each.practice, each]))
  return pool.contributions.map(({ practice, group, patients, budgetPence, pence }): PracticeYear => {
    const own = cost.get(practice)
    return {
      practice,
      group,
      patients,
      budgetPence,
      paidInPence: pool.leavesBudgets ? pence : noPence,
      outturnPence: outturn.pence.get(practice) ?? noPence,
      excludedPence: own?.excludedPence ?? noPence,
      excessPence: own?.excessPence ?? noPence,
      patientsAbove: own?.patientsAbove ?? 0,
      bandBasisPoints: chanceOf(patients),
    }
  })
}

/** The fingerprint of a claim: its amount with every step to it. */
export const claimMark = ({ practice, kind, pence, working }: Claim): string =>
  fingerprint([practice, kind, pence, working])

/** Everything about a year’s pool; nothing while it is not filled. */
export async function poolYear(
  ctx: Ctx,
  asked: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<PoolYear | undefined> {
  const pool = await findPool(ctx, asked)
  if (!pool) return undefined
  const set = (await termsHistory(ctx, asked.commissioner)).find(({ termsNo }) => termsNo === pool.termsNo)!
  const [costs, outturn, decisions, payout] = await Promise.all([
    costsOf(ctx, asked),
    yearOutturn(ctx, { ...asked, covers: pool.lines }),
    decisionsOf(ctx, asked),
    findPayout(ctx, asked),
  ])
  const areCostsOld = costs !== undefined && costs.mark !== costsMark(set.terms, podsOf(pool.lines))
  const years = outturn ? practiceYears(pool, outturn, areCostsOld ? undefined : costs) : []
  const claims = claimsOf(years, set.terms).map((claim) => ({ ...claim, mark: claimMark(claim) }))
  const standings = standingsOf(claims, latestOf(decisions), ctx.scope.practices === 'all')
  return {
    pool,
    set,
    ...(costs && { costs }),
    areCostsOld,
    ...(outturn && { outturn }),
    years,
    standings,
    ...(payout && { payout }),
  }
}

export const claimedPence = (standings: readonly Standing[]): Pence =>
  standings.reduce((sum, { claim }) => (sum + (claim?.pence ?? 0)) as Pence, noPence)
