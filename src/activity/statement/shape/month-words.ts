import { type Month, type Pence, formatMonth, formatPence } from '#shared'
import { listed, times } from './enumerate.ts'

type Snapshot = 'flex' | 'freeze'

/** Which version of each provider's month counts. Flex is what freeze will replace (SUS inclusion dates). */
export function snapshotNote(month: Month, pairs: readonly { provider: string; snapshot: Snapshot }[]): string {
  const of = (snapshot: Snapshot): string[] =>
    [...new Set(pairs.filter((pair) => pair.snapshot === snapshot).map((pair) => pair.provider))].toSorted()
  const [flex, freeze] = [of('flex'), of('freeze')]
  const start = `${formatMonth(month)}: `
  if (flex.length === 0) return `${start}freeze, the final version, for ${times(freeze.length, 'provider')}.`
  const early = `flex, which freeze will replace, for ${times(flex.length, 'provider')} (${listed(flex)})`
  return freeze.length === 0 ? `${start}${early}.` : `${start}freeze for ${times(freeze.length, 'provider')}; ${early}.`
}

/** Which imports the figures come from, so that a reader can find the files again. */
export function sourceNote(importNos: readonly number[]): string {
  const sorted = [...new Set(importNos)].toSorted((one, other) => one - other)
  if (sorted.length === 1) return `Source: import ${sorted[0]}.`
  return `Source: ${sorted.length} imports, numbers ${listed(sorted.map(String), 12)}.`
}

const minute = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/London',
})

export const formatMinute = (at: Date): string => minute.format(at)

export function pricedNote(lists: readonly string[], pricedAt: readonly Date[]): string | undefined {
  const latest = pricedAt.toSorted((one, other) => other.getTime() - one.getTime())[0]
  if (!latest) return undefined
  const by = lists.length === 0 ? '' : ` with ${listed(lists)}`
  return `Priced ${formatMinute(latest)}${by}.`
}

export const priceCommand = (month: Month): string => `locality price --month ${month}`

export interface Waiting {
  readonly lines: number
  readonly billedPence: Pence
  /** Small numbers are held back from whoever reads: it is said that lines wait, and not how many. */
  readonly isHeldBack?: boolean
}

/** Said aloud when lines have not been priced: how many, what was billed for them, and the command that prices them. */
export function unpricedWarning(month: Month, waiting: Waiting | undefined, every: boolean): string {
  const what = every ? `${formatMonth(month)} has not been priced` : `Part of ${formatMonth(month)} has not been priced`
  const run = `Run “${priceCommand(month)}”.`
  if (!waiting || waiting.isHeldBack) return `${what}. ${run}`
  const have = waiting.lines === 1 ? 'has' : 'have'
  return `${what}: ${times(waiting.lines, 'line')} billed at ${formatPence(waiting.billedPence)} ${have} no price yet. ${run}`
}

export const outdatedWarning = (month: Month): string =>
  `${formatMonth(month)} was priced before the newest price lists or agreed prices were loaded. ` +
  `Run “${priceCommand(month)}” to price it again.`

/** What every statement says, whatever its month: how the difference is made, and what has its place elsewhere. */
const adjustmentsNote =
  'Contract-level adjustments (the marginal rate for emergency admissions, readmissions, quality payments) are agreed for ' +
  'a whole contract and are not in these figures.'

export const standingNotes: readonly string[] = [
  'The difference is what was billed less our price, over the lines that have both. Lines without a price are counted ' +
    'and valued in columns of their own.',
  adjustmentsNote,
]

/** The same where small numbers are held back, and the columns of lines without a price with them. */
export const publishedStandingNotes: readonly string[] = [
  'The difference is what was billed less our price, over the lines that have both; lines without a price are in what was billed alone.',
  adjustmentsNote,
]
