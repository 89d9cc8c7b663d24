import { type IncentiveScheme, incentivePayment, incentiveSchemeOf, incentiveStandings } from '#budgets/allowance'
import { practiceLists } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, type PlainDate, noPence, toPence } from '#shared'
import { closedYears } from '../year/closed-years.view.ts'
import { yearResults } from '../year/results.view.ts'

/** What a practice gets by the scheme of a year, with everything that it is reckoned from. */
export interface PracticeIncentive {
  readonly practice: string
  readonly group: string
  readonly planPatients: number
  readonly planSignedOn: PlainDate | null
  readonly planPence: Pence
  readonly targetPatients: number
  readonly targetsMetOn: PlainDate | null
  /** What the scheme pays at most for the targets: nothing where they are not met. */
  readonly targetPence: Pence
  /** What the practice may use of what it freed up; nothing known while the year is not closed. */
  readonly freedUpPence: Pence | null
  readonly topUpPence: Pence | null
  /** Plan, freed-up resource and top-up. */
  readonly totalPence: Pence | null
  /** Lines of activity on which the freed-up resource rests. */
  readonly lines: number
}

export interface YearIncentives {
  readonly scheme: IncentiveScheme | undefined
  readonly isClosed: boolean
  readonly practices: readonly PracticeIncentive[]
}

type Asking = Pick<Ctx, 'db' | 'scope'>
interface WhichYear {
  readonly commissioner: string
  readonly year: FinancialYear
}

/** Practices that were open on the day, with their lists, as far as the asker sees them. */
async function lists({ db, scope }: Asking, commissioner: string, on: PlainDate) {
  const own = scope.practices === 'all' ? undefined : new Set(scope.practices.map(({ practice }) => practice))
  const all = await practiceLists(db, { commissioner, on })
  return all.filter(({ practice, isOpen }) => isOpen && (!own || own.has(practice)))
}

export async function yearIncentives(asker: Asking, { commissioner, year }: WhichYear): Promise<YearIncentives> {
  const scheme = incentiveSchemeOf(year)
  const isClosed = (await closedYears(asker)).some((each) => each.commissioner === commissioner && each.year === year)
  if (!scheme) return { scheme, isClosed, practices: [] }
  const [atPlan, atTargets, standings, results] = [
    await lists(asker, commissioner, scheme.plan.list_on),
    await lists(asker, commissioner, scheme.targets.list_on),
    await incentiveStandings(asker, { commissioner, year }),
    await yearResults(asker, year),
  ]
  const practices = atPlan.map(({ practice, group, patients }): PracticeIncentive => {
    const standing = standings.get(practice)
    const result = results.find((each) => each.practice === practice && each.commissioner === commissioner)
    const targetPatients = atTargets.find((each) => each.practice === practice)?.patients ?? 0
    const planPence = toPence(standing?.planSignedOn ? patients * scheme.plan.pence_per_patient : 0)
    const paid = incentivePayment({
      patients: targetPatients,
      pencePerPatient: scheme.targets.pence_per_patient,
      isTargetMet: standing?.targetsMetOn !== null && standing?.targetsMetOn !== undefined,
      freedUpPence: result?.entitlementPence ?? noPence,
    })
    return {
      practice,
      group: group ?? '',
      planPatients: patients,
      planSignedOn: standing?.planSignedOn ?? null,
      planPence,
      targetPatients,
      targetsMetOn: standing?.targetsMetOn ?? null,
      targetPence: paid.targetPence,
      freedUpPence: isClosed ? paid.freedUpPence : null,
      topUpPence: isClosed ? paid.topUpPence : null,
      totalPence: isClosed ? toPence(planPence + paid.totalPence) : null,
      lines: result?.lines ?? 0,
    }
  })
  return { scheme, isClosed, practices }
}
