import { type Rating, usualFramework, usualResponsibilities } from '#framework'
import { type FinancialYear, type PlainDate, addDays, yearInterval } from '#shared'
import { chance } from '../chance.ts'
import type { World } from '../world/world.ts'
import { type Value, csvText } from './csv.ts'

type Row = readonly Value[]

const written: Readonly<Record<Rating, string>> = {
  ok: 'OK',
  low: 'Low',
  medium: 'Med',
  high: 'High',
  critical: 'Critical',
}

/** Of ten targets of a level so many are rated so: higher levels are further away. */
const ratingsByLevel: Readonly<Record<number, readonly Rating[]>> = {
  1: ['ok', 'ok', 'ok', 'low', 'low', 'low', 'low', 'medium', 'medium', 'medium'],
  2: ['ok', 'ok', 'low', 'low', 'low', 'medium', 'medium', 'medium', 'high', 'critical'],
  3: ['ok', 'low', 'low', 'medium', 'medium', 'medium', 'high', 'high', 'high', 'critical'],
}

const actions: Readonly<Record<Rating, string>> = {
  ok: 'Nothing more is needed.',
  low: 'The manager writes it down and sends it round.',
  medium: 'A project in the plan of the year.',
  high: 'Needs most of the practices, and figures that show it.',
  critical: 'The practices may not want it.',
}

/** The table of a group’s assessment, as it would keep it in a spreadsheet. */
export function assessmentFile({ seed }: World, turn: number): string {
  const draw = chance(seed + 301 + turn)
  const rows = usualFramework().targets.map(({ level, objective, words }): Row => {
    const of = ratingsByLevel[level]!
    const rating = of[Math.floor(draw() * of.length)]!
    return [level, objective, words, written[rating], actions[rating]]
  })
  return csvText('level,objective,target,rating,action_or_evidence', rows)
}

export const responsibilitiesFile = (): string =>
  csvText(
    'lead,responsibility',
    usualResponsibilities().map(({ side, title }) => [side === 'practice' ? 'practice or group' : side, title]),
  )

/** What nearly every practice signed up to, and what fewer did. */
const uptake = [
  ['national-incentive', 0.96],
  ['local-incentive', 0.7],
  ['access', 0.86],
  ['prescribing-plan', 0.92],
  ['named-figures', 0.9],
  ['joint-agreement', 0.8],
] as const

interface Asked {
  readonly world: World
  readonly year: FinancialYear
}

export function schemesFile({ world, year }: Asked): string {
  const draw = chance(world.seed + 311)
  const { from } = yearInterval(year)
  const rows = world.practices.flatMap(({ code }): Row[] =>
    uptake.flatMap(([scheme, share]) => (draw() < share ? [[code, scheme, from, '']] : [])),
  )
  return csvText('practice,scheme,from,to', rows)
}

/** Scores of the last day of the year before and of a year earlier, most of them between 820 and 1,000. */
export function pointsFile({ world, year }: Asked): string {
  const draw = chance(world.seed + 313)
  const last = addDays(yearInterval(year).from, -1)
  const before = addDays(last, -365)
  const score = (): number => Math.round(1_000 - 190 * draw() ** 1.6)
  return csvText(
    'practice,date,points',
    world.practices.flatMap(({ code }): Row[] => [
      [code, before, score()],
      [code, last, score()],
    ]),
  )
}

const indicators = [
  ['regional', 'generic-items', 0.8],
  ['regional', 'low-cost-statins', 0.72],
  ['local', 'antibiotic-items', 0.75],
  ['local', 'medication-reviews', 0.68],
] as const

export function indicatorsFile({ world, year }: Asked): string {
  const draw = chance(world.seed + 317)
  const on = addDays(yearInterval(year).from, 182)
  const resultOf = (met: number): string => {
    const drawn = draw()
    if (drawn < met) return 'met'
    return drawn < met + (1 - met) * 0.8 ? 'progressing' : 'not'
  }
  return csvText(
    'practice,date,set,indicator,result',
    world.practices.flatMap(({ code }): Row[] =>
      indicators.map(([set, indicator, met]) => [code, on, set, indicator, resultOf(met)]),
    ),
  )
}

const doings = ['referral-review', 'peer-review-of-letters', 'clinic-at-the-practice'] as const

export function demandFile({ world, year }: Asked): string {
  const draw = chance(world.seed + 331)
  const from: PlainDate = yearInterval(year).from
  const rows = world.practices.flatMap(({ code }): Row[] => {
    if (draw() > 0.82) return []
    const action = doings[Math.floor(draw() * doings.length)]!
    return [[code, addDays(from, 60 + Math.floor(draw() * 120)), action, draw() < 0.6 ? 'yes' : 'no']]
  })
  return csvText('practice,date,action,together', rows)
}
