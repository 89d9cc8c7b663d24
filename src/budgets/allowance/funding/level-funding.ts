import { type Pence, addPence, roundHalfUp, toPence } from '#shared'
import type { LevelPolicy } from '../policy/allowance-policy.ts'

export interface LevelQuestion {
  readonly level: number
  /** Patients of the group. */
  readonly population: number
  readonly policy: LevelPolicy
}

/** What a group of a level is paid for a year, with what each part is made of. */
export interface LevelFunding {
  readonly level: number
  readonly population: number
  /** Half-days of general practitioners in a week, in thousandths of one, rounded half up: for reading, not for reckoning. */
  readonly sessionsPerWeekThousandths: number
  readonly hoursPerWeekThousandths: number
  readonly sessionsPence: Pence
  readonly hoursPence: Pence
  readonly totalPence: Pence
}

const ratio = (population: number, perWeek: number, times: number, per: number): number =>
  Number(roundHalfUp(BigInt(population) * BigInt(perWeek) * BigInt(times), BigInt(per)))

/**
 * What the level of a group pays for a year: sessions and hours of a week for its population, times weeks, times what each is paid;
 * each of the two rounded once, to the penny. The framework of the time: level two 3 sessions and 10 hours per 100,000 patients a
 * week, level three 6 and 20, hours at £30. Worked example, level two, 50,000 patients, 52 weeks: 5 hours × 52 × £30 = £7,800; 1½
 * sessions × 52 × £250 = £19,500. A level that the policy does not name, or a population that is no count, is a bug and throws.
 */
export function levelFunding({ level, population, policy }: LevelQuestion): LevelFunding {
  const held = policy.levels.find((each) => each.level === level)
  if (!held) throw new RangeError(`there is no level ${level}`)
  if (!Number.isSafeInteger(population) || population < 0) throw new RangeError(`no count of patients: ${population}`)
  const per = policy.per_population
  const { weeks } = policy.weeks_per_year
  const paid = (perWeek: number, rate: Pence): Pence => toPence(ratio(population, perWeek, weeks * rate, per))
  const sessionsPence = paid(held.sessions_per_week, policy.session.pounds)
  const hoursPence = paid(held.manager_hours_per_week, policy.manager_hour.pounds)
  return {
    level,
    population,
    sessionsPerWeekThousandths: ratio(population, held.sessions_per_week, 1000, per),
    hoursPerWeekThousandths: ratio(population, held.manager_hours_per_week, 1000, per),
    sessionsPence,
    hoursPence,
    totalPence: addPence(sessionsPence, hoursPence),
  }
}
