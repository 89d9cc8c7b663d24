import {
  type FinancialYear,
  type Month,
  type Pence,
  type PlainDate,
  addDays,
  addMonths,
  formatDate,
  formatMonth,
  formatPence,
  yearInterval,
} from '#shared'
import type { Closing, OnMissing } from '../policy/savings-policy.ts'
import type { CheckFact } from './year-facts.ts'

/** What is known of a year on the day on which somebody would close it. */
export interface Known {
  readonly year: FinancialYear
  readonly today: PlainDate
  /** Each month with the providers that sent its freeze, only its flex, or nothing. */
  readonly months: readonly {
    readonly month: Month
    readonly freeze: readonly string[]
    readonly flex: readonly string[]
    readonly missing: readonly string[]
  }[]
  readonly notPrescribed: readonly Month[]
  readonly outstandingPence: Pence
  readonly outstandingItems: number
  /** Whether the statements of March are drawn up, tell what is known now, and tell price from demand. */
  readonly isDrawnUp: boolean
  readonly isCurrent: boolean
  readonly isPriceTold: boolean
}

const check = (name: string, wrong: string | undefined, onMissing: OnMissing, right: string): CheckFact =>
  wrong === undefined ? { name, state: 'in', words: right } : { name, state: onMissing, words: wrong }

function freezeWords({ months, year }: Known): string | undefined {
  const open = months.filter(({ freeze, flex, missing }) => freeze.length === 0 || flex.length + missing.length > 0)
  if (months.length < 12) return `Only ${months.length} months of ${year} are known.`
  if (open.length === 0) return undefined
  return `No freeze of ${openWords(open)}.`
}

/** Months that follow each other as one stretch: `December 2007 to March 2008`. */
function stretches(months: readonly Month[]): string {
  const runs: Month[][] = []
  for (const month of months) {
    const last = runs.at(-1)
    if (last && addMonths(last.at(-1)!, 1) === month) last.push(month)
    else runs.push([month])
  }
  return runs
    .map((run) => (run.length === 1 ? formatMonth(run[0]!) : `${formatMonth(run[0]!)} to ${formatMonth(run.at(-1)!)}`))
    .join(', ')
}

/** Whoever lacks the same months stands together, so that a hospital's name is not said six times. */
function openWords(open: Known['months']): string {
  const codes = [...new Set(open.flatMap(({ flex, missing }) => [...flex, ...missing]))].toSorted()
  const lackOf = (code: string): string => {
    const of = (which: 'flex' | 'missing'): string =>
      stretches(open.filter((month) => month[which].includes(code)).map(({ month }) => month))
    const [flex, missing] = [of('flex'), of('missing')]
    return [...(flex ? [`${flex} (flex)`] : []), ...(missing ? [`${missing} (nothing)`] : [])].join(', ')
  }
  const byLack = new Map<string, string[]>()
  for (const code of codes) byLack.set(lackOf(code), [...(byLack.get(lackOf(code)) ?? []), code])
  const nobody = open.filter(({ flex, missing }) => flex.length + missing.length === 0).map(({ month }) => month)
  return [
    ...[...byLack].map(([lack, own]) => `${own.join(', ')}: ${lack}`),
    ...(nobody.length > 0 ? [`anybody: ${stretches(nobody)}`] : []),
  ].join('; ')
}

/** The check list of a closing: what is in, what must be, and what must be answered for where it is not. */
export function whatIsIn(known: Known, closing: Closing): CheckFact[] {
  const { year, today, notPrescribed, outstandingItems, outstandingPence } = known
  const from = addDays(yearInterval(year).to, closing.days_after_year)
  const early = today < from ? `${year} is closed on ${formatDate(from)} at the earliest.` : undefined
  const credits =
    outstandingItems === 0
      ? undefined
      : `${formatPence(outstandingPence)} that providers accepted, in ${outstandingItems} items, was not found in a bill yet.`
  const late =
    notPrescribed.length === 0 ? undefined : `Nothing is known of what was prescribed in ${stretches(notPrescribed)}.`
  const stale = known.isCurrent
    ? undefined
    : 'Something came in since the statements of March were drawn up: draw them up again.'
  return [
    check('Day of closing', early, 'refuse', `It could be closed since ${formatDate(from)}.`),
    check(
      'Freeze of every month',
      freezeWords(known),
      closing.months_not_final,
      'Every provider’s freeze of every month is in.',
    ),
    check(
      'Prescribing',
      late,
      closing.months_not_prescribed,
      'What was prescribed is known for every month, or no practice has a budget for it.',
    ),
    check(
      'Credits',
      credits,
      closing.credits_outstanding,
      'Everything that providers accepted was found in their bills.',
    ),
    check(
      'Statements of March',
      stale,
      'refuse',
      known.isDrawnUp ? 'They tell what is known now.' : 'None are drawn up: the year is told as it is now.',
    ),
    check(
      'Price and demand',
      known.isPriceTold
        ? undefined
        : 'Of the year before too little is known to tell price from demand: all of it is told as demand.',
      'warn',
      'What is due to prices is told apart.',
    ),
  ]
}
