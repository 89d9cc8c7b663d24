import { lineNamed } from '#budgets/envelope'
import { type FinancialYear, type Result, findMonth, monthsThrough, ok } from '#shared'
import { z } from 'zod'
import { paceFrom } from '../building/pace-file.step.ts'
import type { Way } from '../building/way.ts'
import { lineWeightsFrom, weightFrom } from '../building/way-input.ts'
import type { Pace } from '../method/pace.ts'
import { usualPace } from '../method/paces.view.ts'

/** A way of setting budgets as it is typed into a form: all text, so that what was typed is shown again. */
export const wayFields = {
  method: z.enum(['historic', 'fair-share', 'blend']).default('blend'),
  weight: z.string().trim().max(20).default('50%'),
  weights: z.string().trim().max(500).default(''),
  pace: z.enum(['none', 'usual', 'own']).default('usual'),
  trigger: z.string().trim().max(20).default(''),
  points: z.string().trim().max(20).default(''),
  floor: z.string().trim().max(20).default(''),
  ceiling: z.string().trim().max(20).default(''),
  from: z.string().trim().max(7).default(''),
  to: z.string().trim().max(7).default(''),
}

export type TypedWay = z.output<z.ZodObject<typeof wayFields>>

/** Which field a refusal is about, for the summary of problems. */
export interface WayProblem {
  readonly field: keyof TypedWay
  readonly message: string
}

const numberOr = (text: string): string => (text === '' ? 'null' : text.replace('%', '').replace('−', '-'))

function paceTyped({ pace, trigger, points, floor, ceiling }: TypedWay, year: FinancialYear): Result<Pace | undefined> {
  if (pace === 'none') return ok(undefined)
  const usual = usualPace(year)
  if (pace === 'usual') return ok(usual)
  const text = [
    `trigger_percent: ${trigger === '' ? usual.triggerBp / 100 : numberOr(trigger)}`,
    `points_a_year: ${points === '' ? usual.moveBp / 100 : numberOr(points)}`,
    `floor_percent: ${numberOr(floor)}`,
    `ceiling_percent: ${numberOr(ceiling)}`,
  ]
  return paceFrom(text.join('\n'), 'The pace of change')
}

/** Reads the fields of a form; what cannot be read is said for its field. */
export function wayTyped(typed: TypedWay, year: FinancialYear): { way: Way } | { problem: WayProblem } {
  const problem = (field: keyof TypedWay, message: string) => ({ problem: { field, message } })
  const weight = weightFrom(typed.weight)
  if (!weight.ok) return problem('weight', weight.message)
  const lineWeights = lineWeightsFrom(typed.weights, lineNamed)
  if (!lineWeights.ok) return problem('weights', lineWeights.message)
  const pace = paceTyped(typed, year)
  if (!pace.ok) return problem('trigger', pace.message)
  const [first, last] = [findMonth(typed.from), findMonth(typed.to)]
  const isAsked = typed.from !== '' || typed.to !== ''
  if (isAsked && (!first || !last || first > last))
    return problem('from', 'Write the first and the last month of the base, like 2007-04 and 2008-03.')
  return {
    way: {
      method: typed.method,
      weightMicro: weight.value,
      lineWeights: lineWeights.value,
      ...(pace.value && { pace: pace.value }),
      ...(isAsked && { months: monthsThrough(first!, last!) }),
    },
  }
}
