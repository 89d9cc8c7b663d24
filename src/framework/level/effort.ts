import { type Pence, addPence, noPence, toPence } from '#shared'
import type { Definition } from '../definition/definition.ts'
import type { TargetStanding } from './target-standing.ts'

/** Hours of a day of work, by which days are turned into what a manager's hour is paid: a choice. */
export const hoursPerDay = 7.5

export interface Work {
  readonly standing: TargetStanding
  readonly days: number
  /** Nobody said how many: the days that its rating usually stands for. */
  readonly isUsual: boolean
  /** Days times weight: how hard it is to have done. */
  readonly weighted: number
  /** What the days are paid, with what it costs beside. */
  readonly costPence: Pence
}

/**
 * The work that a target still is. Met: none. Days as typed, else as the rating usually stands for, else as of a medium one. Worked
 * example: rated high, nothing typed, weight 3, £30 an hour: 15 days, weighted 45, £3,375.
 */
export function workOf(definition: Definition, standing: TargetStanding, hourPence: Pence): Work {
  const { said, isMet, target } = standing
  if (isMet) return { standing, days: 0, isUsual: false, weighted: 0, costPence: noPence }
  const typed = said?.effortDays ?? null
  const usual = definition.effort[said?.rating && said.rating !== 'ok' ? said.rating : 'medium']
  const days = typed ?? usual
  return {
    standing,
    days,
    isUsual: typed === null,
    weighted: days * target.weight,
    costPence: addPence(toPence(Math.round(days * hoursPerDay * hourPence)), said?.costPence ?? noPence),
  }
}

export interface Route {
  readonly level: number
  /** What is to be done for the level, the cheapest first: of each level up to it as many as are needed. */
  readonly steps: readonly Work[]
  /** Targets that are missed and need not be met. */
  readonly spared: readonly Work[]
  readonly days: number
  readonly weighted: number
  readonly costPence: Pence
}

const cheapestFirst = (one: Work, other: Work): number =>
  one.weighted - other.weighted ||
  one.costPence - other.costPence ||
  (one.standing.target.ref < other.standing.target.ref ? -1 : 1)

/**
 * The cheapest way to a level: on it and on each level below it the cheapest of the missed targets, by effort times weight, until as
 * many are met as are needed. Because a level asks for a number of targets, the cheapest that make it up are the cheapest way.
 */
export function routeTo(
  definition: Definition,
  standings: readonly TargetStanding[],
  { level, hourPence }: { readonly level: number; readonly hourPence: Pence },
): Route {
  const steps: Work[] = []
  const spared: Work[] = []
  for (const own of definition.levels.filter((each) => each.level <= level)) {
    const targets = standings.filter(({ target }) => target.level === own.level)
    const missed = targets.filter(({ isMet }) => !isMet)
    const lacking = Math.max(0, Math.ceil((targets.length * own.needed) / 100) - (targets.length - missed.length))
    const works = missed.map((standing) => workOf(definition, standing, hourPence)).toSorted(cheapestFirst)
    steps.push(...works.slice(0, lacking))
    spared.push(...works.slice(lacking))
  }
  const sum = (of: (work: Work) => number): number => steps.reduce((total, work) => total + of(work), 0)
  return {
    level,
    steps: steps.toSorted(cheapestFirst),
    spared,
    days: sum(({ days }) => days),
    weighted: sum(({ weighted }) => weighted),
    costPence: addPence(noPence, ...steps.map(({ costPence }) => costPence)),
  }
}
