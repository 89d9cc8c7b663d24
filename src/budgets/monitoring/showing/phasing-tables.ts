import { inLineOrder, lineTitle } from '#budgets/envelope'
import { type Column, type FinancialYear, type Table, formatMonth, toPence } from '#shared'
import { monthsOfYear } from '../phasing/working-days-of-year.ts'
import { type PhasingChoice, formWords } from '../phasing/choice.ts'
import type { PhasedAmount, PhasedYear } from '../position/phased-plan.view.ts'

/** The budget of each line, month by month, with how it is spread. */
export function phasedTable(year: FinancialYear, { amounts: plan, lines }: PhasedYear): Table {
  const months = monthsOfYear(year)
  const used = inLineOrder([...new Set(plan.map(({ line }) => line))].map((line) => ({ line })))
  const sums = (own: readonly PhasedAmount[]): Record<string, number> => ({
    ...Object.fromEntries(months.map((month, at) => [month, own.reduce((sum, amount) => sum + amount.months[at]!, 0)])),
    year_pence: toPence(own.reduce((sum, { pence }) => sum + pence, 0)),
  })
  const form = (line: string): string => {
    const found = lines.find((each) => each.line === line)
    return found ? formWords[found.form] : formWords.equal
  }
  return {
    name: 'phasing',
    caption: `The budget of ${year} by line, month by month`,
    columns: [
      { key: 'line', label: 'Line', kind: 'text' },
      { key: 'form', label: 'Spread by', kind: 'text' },
      { key: 'year_pence', label: 'Year', kind: 'pence', counts: 'open' },
      ...months.map((month): Column => ({ key: month, label: formatMonth(month), kind: 'pence', counts: 'open' })),
    ],
    rows: used.map(({ line }) => ({
      line: lineTitle(line),
      form: form(line),
      ...sums(plan.filter((amount) => amount.line === line)),
    })),
    totals: { line: 'Total', form: null, ...sums(plan) },
    notes: [
      'Each practice’s line is spread by itself, so that its months make its year to the penny; the table adds them up.',
    ],
  }
}

/** Who chose what, the latest first. */
export const choicesTable = (choices: readonly PhasingChoice[]): Table => ({
  name: 'choices',
  caption: 'What was chosen, the latest first',
  columns: [
    { key: 'on', label: 'On', kind: 'date' },
    { key: 'line', label: 'Line', kind: 'text' },
    { key: 'form', label: 'Spread by', kind: 'text' },
    { key: 'words', label: 'Why', kind: 'text' },
    { key: 'actor', label: 'Chosen by', kind: 'text' },
  ],
  rows: choices.map(({ on, line, form, words, actor }) => ({
    on,
    line: lineTitle(line),
    form: formWords[form],
    words,
    actor,
  })),
})
