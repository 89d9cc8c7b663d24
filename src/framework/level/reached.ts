import type { Definition } from '../definition/definition.ts'
import type { TargetStanding } from './target-standing.ts'

export interface LevelStanding {
  readonly level: number
  readonly targets: number
  readonly met: number
  /** How many of its targets must be met for the level. */
  readonly needed: number
  /** Met so far as is needed, here and on every level below. */
  readonly isReached: boolean
}

/** How many of so many targets are so many per cent, rounded up: 90% of 19 are 18. */
export const neededOf = (targets: number, percent: number): number => Math.ceil((targets * percent) / 100)

/** Levels from the lowest up, each with whether it is reached: a level counts only where all below it do. */
export function levelStandings({ levels }: Definition, standings: readonly TargetStanding[]): LevelStanding[] {
  let isReached = true
  return levels
    .toSorted((a, b) => a.level - b.level)
    .map(({ level, needed: percent }) => {
      const own = standings.filter(({ target }) => target.level === level)
      const met = own.filter(({ isMet }) => isMet).length
      const needed = neededOf(own.length, percent)
      isReached = isReached && met >= needed
      return { level, targets: own.length, met, needed, isReached }
    })
}

/** The highest level that is reached; 0 where not even the first is. */
export const levelReached = (levels: readonly LevelStanding[]): number =>
  levels.filter(({ isReached }) => isReached).at(-1)?.level ?? 0

export interface ObjectiveStanding {
  readonly objective: string
  readonly title: string
  readonly reached: number
  readonly levels: readonly LevelStanding[]
}

/** The same for each objective by itself: an objective may be further than the whole. One without targets on a level passes it. */
export const objectiveStandings = (definition: Definition, standings: readonly TargetStanding[]): ObjectiveStanding[] =>
  definition.objectives.map(({ code, title }) => {
    const levels = levelStandings(
      definition,
      standings.filter(({ target }) => target.objective === code),
    )
    return { objective: code, title, reached: levelReached(levels), levels }
  })
