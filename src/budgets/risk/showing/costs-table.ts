import { type Table, formatMonth, formatPounds } from '#shared'
import type { CostOfPractice, Costs } from '../costs/costs.view.ts'
import type { Names } from './names.view.ts'

const sum = (rows: readonly CostOfPractice[], of: (row: CostOfPractice) => number): number =>
  rows.reduce((total, row) => total + of(row), 0)

const cells = (row: CostOfPractice) => ({
  patients: row.patients,
  cost_pence: row.costPence,
  excluded_lines: row.excludedLines,
  excluded_pence: row.excludedPence,
  patients_above: row.patientsAbove,
  excess_pence: row.excessPence,
})

const stopLoss = ({ stopLossPence }: Costs): string =>
  stopLossPence === null
    ? 'No stop-loss held.'
    : `The stop-loss was ${formatPounds(stopLossPence)} for a patient and year; ` +
      '“above” counts the patients who cost more, the excess is what they cost beyond it.'

const monthsWords = ({ months }: Costs): string =>
  months.length === 12 ? 'All twelve months' : `${months.length} of 12 months, up to ${formatMonth(months.at(-1)!)}`

/** What patients cost by practice: sums and counts, nobody by themselves. */
export const costsTable = (year: string, costs: Costs, names: Names): Table => ({
  name: 'costs',
  caption: `What patients cost in ${year}, covered lines`,
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'practice_name', label: 'Name', kind: 'text' },
    { key: 'patients', label: 'Patients', kind: 'count', counts: 'activity' },
    { key: 'cost_pence', label: 'Cost', kind: 'pence', of: ['patients'] },
    { key: 'excluded_lines', label: 'Lines excluded', kind: 'count', counts: 'activity' },
    { key: 'excluded_pence', label: 'Excluded', kind: 'pence', of: ['excluded_lines'] },
    { key: 'patients_above', label: 'Above stop-loss', kind: 'count', counts: 'activity' },
    { key: 'excess_pence', label: 'Excess', kind: 'pence', of: ['patients_above'] },
  ],
  rows: costs.practices.map((row) => ({
    practice: row.practice,
    practice_name: names.of(row.practice),
    ...cells(row),
  })),
  ...(costs.practices.length > 1 && {
    totals: {
      practice: 'Total',
      practice_name: '',
      patients: sum(costs.practices, (row) => row.patients),
      cost_pence: sum(costs.practices, (row) => row.costPence),
      excluded_lines: sum(costs.practices, (row) => row.excludedLines),
      excluded_pence: sum(costs.practices, (row) => row.excludedPence),
      patients_above: sum(costs.practices, (row) => row.patientsAbove),
      excess_pence: sum(costs.practices, (row) => row.excessPence),
    },
  }),
  notes: [
    `${monthsWords(costs)}, ` +
      'at the price of each line, or as billed where it has none. Patients are counted by pseudonym, at whichever hospital.',
    stopLoss(costs),
    ...(costs.namelessLines === 0
      ? []
      : [
          'Lines that say of no patient are in the cost, and no stop-loss can work on them: ' +
            `${costs.namelessLines.toLocaleString('en-GB')}.`,
        ]),
  ],
})
