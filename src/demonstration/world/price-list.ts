import { chance } from '../chance.ts'
import type { CaseMix } from '../reference.ts'

export interface Hrg {
  readonly code: string
  readonly name: string
  readonly chapter: number
  readonly outpatientProcedure: number | null
  readonly combined: number | null
  readonly dayCase: number | null
  readonly elective: number | null
  readonly electiveTrim: number
  readonly nonElective: number | null
  readonly nonElectiveTrim: number
  readonly perDay: number
  readonly shortStayPercent: number | null
  /** Mean days of an emergency stay before age is counted; a planned one is shorter. */
  readonly losMean: number
  /** Weights among the codes of its chapter. */
  readonly planned: number
  readonly emergency: number
}

/** Upper quartile plus one and a half times the distance between the quartiles, of stays spread as waiting times are. */
const trimPoint = (mean: number): number => Math.max(5, Math.round(3.03 * mean))

/** The percentage falls as the average stay of the group grows: nothing is taken off groups that are short anyhow. */
const shortStayPercent = (mean: number): number | null => (mean < 2 ? null : mean < 3 ? 70 : mean < 5 ? 45 : 25)

function hrgOf(casemix: CaseMix, chapter: number, number: number, draw: () => number): Hrg {
  const { letter, words, los, planned } = casemix.chapters[chapter]!
  const level = Math.min(
    casemix.levels.length - 1,
    Math.floor(((number - 1) * casemix.levels.length) / casemix.codesPerChapter),
  )
  const weight = 0.5 + draw() ** 1.5 * 2
  const losMean = Math.max(0.8, los * (0.35 + 0.4 * level) * (0.7 + 0.6 * draw()))
  const combined = planned ? Math.round(260 + 330 * level ** 2 * weight + 340 * draw() * weight) : null
  const split = combined !== null && draw() < 0.3
  return {
    code: `${letter}${String(number).padStart(2, '0')}`,
    name: `${words}: ${casemix.levels[level]!} care ${number} (invented)`,
    chapter,
    outpatientProcedure: planned && level === 0 && draw() < 0.6 ? Math.round(95 + 140 * draw()) : null,
    combined: split ? null : combined,
    dayCase: split ? Math.round(combined * 0.88) : null,
    elective: split ? Math.round(combined * 1.15) : null,
    electiveTrim: trimPoint(losMean * 0.6),
    nonElective: Math.round(280 + losMean * (165 + 70 * draw())),
    nonElectiveTrim: trimPoint(losMean * 1.3),
    perDay: Math.round(145 + 90 * draw()),
    shortStayPercent: shortStayPercent(losMean),
    losMean,
    planned: 1 / (1 + 2 * level),
    emergency: 1 / (1 + level),
  }
}

/** The invented groups, in the order of their codes: the same for every size and year of one seed. */
export function makeHrgs(casemix: CaseMix, seed: number): Hrg[] {
  const draw = chance(seed + 1)
  return casemix.chapters.flatMap((_, chapter) =>
    Array.from({ length: casemix.codesPerChapter }, (_, at) => hrgOf(casemix, chapter, at + 1, draw)),
  )
}
