import { listOrganisations, practicesOf } from '#organisations'
import type { Ctx } from '#platform'
import { type Pence, dayInLondon, noPence, toPence, yearInterval } from '#shared'
import type { LevelPolicy } from '#budgets/allowance'
import { measuredOn } from '../evidence/measure-group.view.ts'
import { routeTo } from './effort.ts'
import { type FundingQuestion, fundingByLevel, policyWith } from './funding.ts'
import type { GroupStanding } from './group-standing.view.ts'
import type { Choice } from './worth.ts'

export interface Dilemma {
  readonly population: number
  readonly policy: LevelPolicy
  readonly now: number
  readonly choices: readonly Choice[]
}

/** Patients on the lists of a group's practices, as counted last up to a day. */
export async function populationOf(ctx: Pick<Ctx, 'db'>, group: string, on: ReturnType<typeof dayInLondon>) {
  const own = new Set(await practicesOf(ctx.db, group, on))
  const practices = await listOrganisations(ctx.db, { asAt: on, kind: 'practice', closed: true })
  return practices.filter(({ code }) => own.has(code)).reduce((sum, { patients }) => sum + (patients ?? 0), 0)
}

/**
 * Stay, or go for a higher level: for each level from where the group is upwards what it pays a year and what work it takes to get there
 * the cheapest way. Nothing where no policy says yet what levels pay.
 */
export async function dilemma(
  ctx: Ctx,
  { assessment, standings, reached }: GroupStanding,
  asked: Partial<FundingQuestion> = {},
): Promise<Dilemma | undefined> {
  const today = dayInLondon(ctx.clock.now())
  const policy = policyWith(yearInterval(assessment.year).from, asked) ?? policyWith(today, asked)
  if (!policy) return undefined
  const population = asked.population ?? (await populationOf(ctx, assessment.owner, measuredOn(assessment, today)))
  const funding = new Map(fundingByLevel(policy, population).map(({ level, totalPence }) => [level, totalPence]))
  const paid = (level: number): Pence => funding.get(level) ?? noPence
  const { definition } = assessment
  const levels = [reached, ...definition.levels.map(({ level }) => level).filter((level) => level > reached)]
  const choices = levels.map((level): Choice => {
    const route = routeTo(definition, standings, { level, hourPence: policy.manager_hour.pounds })
    const morePence = toPence(paid(level) - paid(reached))
    return {
      level,
      isNow: level === reached,
      fundingPence: paid(level),
      morePence,
      route: level === reached ? { ...route, steps: [], days: 0, weighted: 0, costPence: noPence } : route,
      firstYearPence: level === reached ? noPence : toPence(morePence - route.costPence),
    }
  })
  return { population, policy, now: reached, choices }
}
