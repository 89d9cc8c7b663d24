import { type LevelFunding, type LevelPolicy, levelFunding, levelPolicyOn } from '#budgets/allowance'
import type { Pence, PlainDate } from '#shared'

/** What may be said instead of the policy: pence a session and an hour, and weeks in a year. */
export interface FundingQuestion {
  readonly population: number
  readonly sessionPence?: Pence
  readonly hourPence?: Pence
  readonly weeks?: number
}

/** The policy of a day with a group's own figures in place of those it gave. */
export function policyWith(on: PlainDate, asked: Omit<FundingQuestion, 'population'>): LevelPolicy | undefined {
  const policy = levelPolicyOn(on)
  if (!policy) return undefined
  const { sessionPence, hourPence, weeks } = asked
  return {
    ...policy,
    ...(sessionPence !== undefined && { session: { pounds: sessionPence, source: 'choice' } }),
    ...(hourPence !== undefined && { manager_hour: { pounds: hourPence, source: 'choice' } }),
    ...(weeks !== undefined && { weeks_per_year: { weeks, source: 'choice' } }),
  }
}

/**
 * What each level that pays anything pays for a year. Worked example: 144,000 patients, £300 a session, 52 weeks: level two 4.32 sessions
 * and 14.4 hours a week, £67,392 and £22,464, together £89,856; level three twice that.
 */
export const fundingByLevel = (policy: LevelPolicy, population: number): LevelFunding[] =>
  policy.levels
    .filter((level) => level.sessions_per_week > 0 || level.manager_hours_per_week > 0)
    .map(({ level }) => levelFunding({ level, population, policy }))
