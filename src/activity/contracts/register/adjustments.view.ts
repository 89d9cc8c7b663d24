import type { Asker } from '#platform'
import {
  type FinancialYear,
  type Month,
  type Pence,
  type PlainDate,
  financialYearOf,
  firstDay,
  yearInterval,
} from '#shared'
import { onDay } from '../policy/policy.ts'
import { adjustments, basisPoints } from '../policy/policy.view.ts'
import { tablesOf } from '../stores/contract-tables.store.ts'
import { contractsIn } from './contract.view.ts'
import { isWithin } from './within.ts'

/** What a contract pays of emergency admissions above its baseline, in a financial year. */
export interface MarginalRate {
  readonly commissioner: string
  readonly provider: string
  readonly reference: string
  readonly year: FinancialYear
  readonly baselinePence: Pence
  /** Paid above the baseline, in ten-thousandths. */
  readonly rateBp: number
  /** Whether the contract names the rate itself, or the policy of the year holds. */
  readonly isAgreed: boolean
}

/** The national rate of a year, in ten-thousandths; nothing in years without the rule. */
export function nationalMarginalRateBp(year: FinancialYear): number | undefined {
  const rate = onDay(adjustments().marginal_rates, yearInterval(year).from)
  return rate && basisPoints(rate.rate_percent)
}

/** The marginal rates of a year by contract. A baseline of a year without a national rate counts only where the contract names its own. */
export async function marginalRates({ db, scope }: Asker, year: FinancialYear): Promise<MarginalRate[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_marginal_rate as r')
    .selectAll('r')
    .where('r.year', '=', year)
    .orderBy('r.commissioner')
    .orderBy('r.reference')
    .execute()
  const national = nationalMarginalRateBp(year)
  return rows.filter(isWithin(scope)).flatMap((row) => {
    const rateBp = row.rate_bp ?? national
    if (rateBp === undefined) return []
    const { commissioner, provider, reference } = row
    const baselinePence = row.baseline_pence as Pence
    return [{ commissioner, provider, reference, year, baselinePence, rateBp, isAgreed: row.rate_bp !== null }]
  })
}

/** What is paid for quality and innovation on the value of a contract's lines, in ten-thousandths. */
export interface CquinRate {
  readonly commissioner: string
  readonly provider: string
  readonly reference: string
  readonly rateBp: number
  readonly isAgreed: boolean
}

/** The rates of the contracts in force in a month; none for a contract of years without the scheme that names none of its own. */
export async function cquinRates(asker: Asker, month: Month): Promise<CquinRate[]> {
  const policy = onDay(adjustments().cquin_rates, firstDay(month))
  return (await contractsIn(asker, month)).flatMap(({ commissioner, provider, reference, cquinBp }) => {
    const rateBp = cquinBp ?? (policy && basisPoints(policy.percent))
    return rateBp === undefined || rateBp === 0
      ? []
      : [{ commissioner, provider, reference, rateBp, isAgreed: cquinBp !== null }]
  })
}

/** When an emergency readmission is not paid for. Patterns are held against the beginning of a code without its dot. */
export interface ReadmissionRule {
  readonly from: PlainDate
  readonly to: PlainDate | null
  /** Days from the discharge of the first stay up to which a readmission counts. */
  readonly days: number
  /** Not paid of readmissions after an emergency stay, in ten-thousandths; after a planned stay none of it is paid. */
  readonly thresholdBp: number
  readonly minimumAge: number
  readonly excludedHrgs: string
  readonly excludedDiagnoses: string
  readonly excludedSecondaryDiagnoses: string
  readonly excludedDischargeMethods: readonly string[]
  readonly excludedAdmissionMethods: readonly string[]
}

/** The rule of the day, or nothing in years without it. A contract may name a threshold of its own: `readmissionThresholdBp`. */
export function readmissionRule(day: PlainDate): ReadmissionRule | undefined {
  const rule = onDay(adjustments().readmission_rules, day)
  return (
    rule && {
      from: rule.from,
      to: rule.to,
      days: rule.days,
      thresholdBp: basisPoints(rule.threshold_percent),
      minimumAge: rule.minimum_age,
      excludedHrgs: rule.excluded_hrgs,
      excludedDiagnoses: rule.excluded_diagnoses,
      excludedSecondaryDiagnoses: rule.excluded_secondary_diagnoses,
      excludedDischargeMethods: rule.excluded_discharge_methods,
      excludedAdmissionMethods: rule.excluded_admission_methods,
    }
  )
}

/** The financial year in which a month falls, as marginal rates are kept. */
export const marginalRatesIn = (asker: Asker, month: Month): Promise<MarginalRate[]> =>
  marginalRates(asker, financialYearOf(month))
