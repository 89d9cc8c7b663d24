import { type ListBand, lineTitle } from '#budgets/envelope'
import { type Table, formatPence } from '#shared'
import type { FairShareLine, FairShareOfPractice } from '../calculation/fair-shares.ts'
import { decimalText, onOneScale } from '../sums/decimal.ts'
import { weightTable } from '../sums/weigh-list.ts'

const sexWords: Readonly<Record<string, string>> = { 1: 'Male', 2: 'Female', 0: 'Not known', 9: 'Not specified' }

interface Weighed {
  readonly band: ListBand
  /** Doubled, on the scale of the costs. */
  readonly cost: bigint
}

function weighedBands(line: FairShareLine, bands: readonly ListBand[]): { rows: Weighed[]; places: number } {
  const { units, places } = onOneScale(line.costs.map(({ weight }) => weight))
  const table = weightTable(line.costs, units)
  const rows = bands
    .filter(({ patients }) => patients > 0)
    .map((band) => {
      const found = table(band.sex, band.ageBand)
      return { band, cost: found.ok ? found.value : 0n }
    })
  return { rows, places }
}

/** Places that a cost is read with. */
const readable = 4

/** Patients by band, what each was taken to cost, and what that comes to: the first step of a share. */
export function bandsTable(line: FairShareLine, bands: readonly ListBand[]): Table {
  const { rows, places } = weighedBands(line, bands)
  const denominator = 2n * 10n ** BigInt(places)
  const unit = line.weightsFrom === 'astro-pu' ? 'Units' : '£'
  const total = rows.reduce((sum, { band, cost }) => sum + BigInt(band.patients) * cost, 0n)
  return {
    name: 'bands',
    caption: `Patients by sex and age, ${lineTitle(line.line).toLowerCase()}`,
    ...(line.weightsFrom === 'activity' ? { published: 'never' as const } : {}),
    columns: [
      { key: 'sex', label: 'Sex', kind: 'text' },
      { key: 'age_band', label: 'Ages', kind: 'text' },
      { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
      { key: 'cost', label: `${unit} for each`, kind: 'text' },
      { key: 'product', label: `${unit} together`, kind: 'text' },
    ],
    rows: rows.map(({ band, cost }) => ({
      sex: sexWords[band.sex] ?? band.sex,
      age_band: band.ageBand,
      patients: band.patients,
      cost: decimalText({ numerator: cost, denominator }, readable),
      product: decimalText({ numerator: BigInt(band.patients) * cost, denominator }, 2),
    })),
    totals: {
      sex: 'Total',
      age_band: null,
      patients: rows.reduce((sum, { band }) => sum + band.patients, 0),
      cost: null,
      product: decimalText({ numerator: total, denominator }, 2),
    },
    ...(rows.some(({ band }) => band.sex !== '1' && band.sex !== '2')
      ? { notes: ['A patient whose sex is not known counts for the mean of both.'] }
      : {}),
  }
}

export interface WorkingStep {
  readonly words: string
  readonly amount?: string
}

const inMillionths = (part: bigint, whole: bigint): string =>
  `${decimalText({ numerator: part * 100n, denominator: whole }, 6)}%`

/** How a practice's share of a line was reached, in steps that foot to its pence. */
export function workingSteps(
  line: FairShareLine,
  own: FairShareOfPractice,
): { steps: WorkingStep[]; result: WorkingStep } {
  const result = { words: 'Fair share', amount: formatPence(own.sharePence) }
  if (own.isGiven)
    return {
      steps: [{ words: 'The practice is out of the ordinary and given what its patients cost before.' }],
      result,
    }
  const patients = own.patients.toLocaleString('en-GB')
  const age =
    line.weightsFrom === 'patients'
      ? `${patients} patients, every one alike`
      : line.weightsFrom === 'weighted-lists'
        ? `${patients} patients by the published weighted list, age and need together, against the mean`
        : `${patients} patients times the cost of their sex and age, against the mean`
  const steps = [
    { words: age, amount: own.ageIndex },
    {
      words: own.need === '1' ? 'No need beyond that is told' : `Need of ${own.need}, against the mean`,
      amount: own.needIndex,
    },
    ...(own.mff === '1' && own.mffIndex === '1.000000'
      ? []
      : [{ words: `Market forces of ${own.mff}, against the mean`, amount: own.mffIndex }]),
    { words: 'Its part of what all practices weigh together', amount: inMillionths(own.weight, line.totalWeight) },
    {
      words:
        line.givenPence > 0 ? 'Of the line, less what practices out of the ordinary are given' : 'Of the line’s amount',
      amount: formatPence((line.amountPence - line.givenPence) as typeof line.amountPence),
    },
  ]
  return { steps, result }
}
