import type { Definition } from '../definition/definition.ts'
import { type Rating, type Said, ratings } from './rating.ts'

export interface LevelCounts {
  readonly level: number
  readonly targets: number
  readonly ratings: Readonly<Record<Rating, number>>
  /** Targets of which nobody has said anything yet. */
  readonly unrated: number
}

/** Targets by level and rating, always counted and never typed. */
export function countRatings(definition: Definition, said: ReadonlyMap<string, Pick<Said, 'rating'>>): LevelCounts[] {
  return definition.levels.map(({ level }) => {
    const own = definition.targets.filter((target) => target.level === level)
    const of = (rating: Rating): number => own.filter(({ ref }) => said.get(ref)?.rating === rating).length
    const counted = Object.fromEntries(ratings.map((rating) => [rating, of(rating)])) as Record<Rating, number>
    const rated = Object.values(counted).reduce((sum, count) => sum + count, 0)
    return { level, targets: own.length, ratings: counted, unrated: own.length - rated }
  })
}
