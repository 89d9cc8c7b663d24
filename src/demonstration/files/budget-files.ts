import type { TopSlice } from '#budgets/envelope'
import { type FinancialYear, financialYearOf, toMonth, toPence } from '#shared'
import { chance } from '../chance.ts'
import type { Money, People } from '../reference.ts'
import type { World } from '../world/world.ts'
import { csvText } from './csv.ts'

/** The year that budgets are set for: the one of the last month that is billed. */
export const budgetYear = ({ size }: World): FinancialYear => financialYearOf(toMonth(size.last))

const poundsOf = ({ size }: World, perHead: number): number => Math.round((size.patients * perHead) / 100) * 100

/** A year's money by service line, in hundreds of pounds: so much a head. */
export const envelopeFile = (world: World, { lines }: Money): string =>
  csvText(
    'line,amount,scope',
    Object.entries(lines).map(([line, { pounds, scope }]) => [line, poundsOf(world, pounds).toFixed(2), scope]),
  )

/** How much more, or less, each practice's patients need than their age and sex tell. */
export function needIndexFile({ seed, practices }: World, { needSpread }: Money): string {
  const draw = chance(seed + 17)
  return csvText(
    'practice,index',
    practices.map(({ code }) => [code, (1 + needSpread * (2 * draw() - 1)).toFixed(4)]),
  )
}

/** Which use of hospitals tells what patients of different ages cost on a line. */
const useOf = {
  planned: 'planned',
  emergency: 'emergency',
  maternity: 'maternity',
  'outpatient-first': 'clinic',
  'outpatient-follow-up': 'clinic',
  'outpatient-procedures': 'clinic',
  'emergency-department': 'attendance',
} as const

const bandName = (at: number): string => (at === 19 ? '95+' : `${at * 5}-${at * 5 + 4}`)

/** The class of people that most of a five-year band are of, as uses have them. */
function classOf(at: number, isWoman: boolean): number {
  if (at <= 3) return 0
  if (at <= 8) return isWoman ? 2 : 1
  return at <= 12 ? 3 : 4
}

/** What a patient of each sex and age costs a year, line by line: the year's pounds a head, spread by who uses it. */
export function ageWeightsFile({ lines }: Money, { ages, use }: People): string {
  const bands = [ages.men, ages.women].flatMap((counts, sex) =>
    counts.map((people, at) => ({ sex: sex + 1, at, people, kind: classOf(at, sex === 1) })),
  )
  const people = bands.reduce((sum, band) => sum + band.people, 0)
  const rows = Object.entries(useOf).flatMap(([line, name]) => {
    const weights = use[name]
    const mean = bands.reduce((sum, band) => sum + band.people * weights[band.kind]!, 0) / people
    return bands.map(({ sex, at, kind }) => {
      const cost = (lines[line]!.pounds * weights[kind]!) / mean
      return [line, sex, bandName(at), cost.toFixed(2)]
    })
  })
  return csvText('line,sex,age_band,cost_per_head', rows)
}

/** What is held back before anything is shared out. */
export const topSlicesOf = (world: World, { slices }: Money): TopSlice[] =>
  slices.map(({ kind, line, pounds, words }) => ({
    kind,
    line,
    amountPence: toPence(poundsOf(world, pounds) * 100),
    words,
  }))
