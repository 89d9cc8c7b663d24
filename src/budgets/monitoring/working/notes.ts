import { type Pence, formatMonth, formatPounds, monthNumber, monthOfYear } from '#shared'
import type { WorkAsked } from './asked.ts'
import type { YearSpending } from './year-spending.ts'

/** What was spent on lines that practices have no budget for is nobody's variance, and is not hidden either. */
export const besideNote = (pence: Pence): string[] =>
  pence === 0
    ? []
    : [
        `${formatPounds(pence)} was spent this year on lines that no practice has a budget for; it is not in these figures.`,
      ]

const unsent = ({ amounts, sourceOf }: WorkAsked, spending: YearSpending): string[] =>
  [...new Set(amounts.map(({ line }) => line))].filter(
    (line) => sourceOf(line) === 'none' && spending.monthsOf(line) === 0,
  )

/** Of which lines months are not in yet, and what stands in their place. */
export function lateNotes(asked: WorkAsked, spending: YearSpending): string[] {
  const upto = monthNumber(asked.month)
  const lines = [...new Set(asked.amounts.map(({ line }) => line))]
  const behind = lines.filter((line) => asked.sourceOf(line) !== 'none' && spending.monthsOf(line) < upto)
  const last = (line: string): string => {
    const months = spending.monthsOf(line)
    return months === 0 ? 'nothing of this year' : formatMonth(monthOfYear(asked.year, months))
  }
  const asPlanned = unsent(asked, spending)
  return [
    ...behind.map(
      (line) =>
        `${asked.titleOf(line)}: the last that came in is ${last(line)}; the months after it are estimated by the forecast.`,
    ),
    ...(asPlanned.length > 0
      ? [`${asPlanned.map(asked.titleOf).join(', ')}: nobody sends what was spent, so it is taken to be as planned.`]
      : []),
  ]
}
