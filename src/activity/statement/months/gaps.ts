import { type Month, type Pence, formatMonth, toPence } from '#shared'
import { linesAddress, statementAddress } from '../shape/addresses.ts'
import { none } from '../shape/dimension.ts'
import { listed, times } from '../shape/enumerate.ts'
import { outdatedWarning, priceCommand, unpricedWarning } from '../shape/month-words.ts'
import type { CodeSums } from '../totals/sums-by.ts'
import { totalOf } from '../totals/sums.ts'
import type { MonthFacts } from './month-facts.ts'

export type GapKind =
  | 'not-priced'
  | 'price-outdated'
  | 'provider-missing'
  | 'flex-only'
  | 'unpriced-lines'
  | 'practice-unknown'
  | 'practice-without-group'

/** Something of a month that is missing, late or unknown, and what it is worth. */
export interface Gap {
  readonly kind: GapKind
  readonly title: string
  /** What to do about it, as the first thing somebody is asked to do. */
  readonly act: string
  readonly words: string
  readonly worthPence: Pence | null
  /** Where the lines behind it are found. */
  readonly href?: string
  /** The command that mends it. */
  readonly command?: string
}

const billedFor = (rows: readonly CodeSums[]): Pence => totalOf(rows.map((row) => row.sums)).billedPence

const codesOf = (rows: readonly CodeSums[]): string[] => rows.flatMap((row) => (row.code === null ? [] : [row.code]))

const href = (month: Month, key: 'practice' | 'provider', rows: readonly CodeSums[]): string =>
  rows.length === 1 ? linesAddress(month, { [key]: rows[0]!.code ?? none }) : statementAddress(month, key)

function notPriced({ month, byProvider }: MonthFacts): Gap[] {
  const { lines, waitingLines, waitingBilledPence } = totalOf(byProvider.map((row) => row.sums))
  if (waitingLines === 0) return []
  const every = waitingLines === lines
  return [
    {
      kind: 'not-priced',
      title: every ? 'Not priced' : 'Partly priced',
      act: `Price ${formatMonth(month)}`,
      words: unpricedWarning(month, { lines: waitingLines, billedPence: waitingBilledPence }, every),
      worthPence: waitingBilledPence,
      command: priceCommand(month),
    },
  ]
}

const priceOutdated = ({ month, outdated }: MonthFacts): Gap[] =>
  outdated
    ? [
        {
          kind: 'price-outdated',
          title: 'Priced before the newest lists',
          act: `Price ${formatMonth(month)} again`,
          words: outdatedWarning(month),
          worthPence: null,
          command: priceCommand(month),
        },
      ]
    : []

/** A provider that billed the month before and not this one is late, or has gone: its last bill says what to expect. */
function providerMissing({ month, previous, byProvider, previousByProvider, name }: MonthFacts): Gap[] {
  const here = new Set(codesOf(byProvider))
  const missing = previousByProvider.filter((row) => row.sums.lines > 0 && row.code !== null && !here.has(row.code))
  if (!previous || missing.length === 0) return []
  const names = listed(codesOf(missing).map((code) => `${name(code)} (${code})`))
  const worth = billedFor(missing)
  return [
    {
      kind: 'provider-missing',
      title: 'Nothing received',
      act: `Ask for ${formatMonth(month)}`,
      words: `Nothing for ${formatMonth(month)} from ${names}, which billed for ${formatMonth(previous)}.`,
      worthPence: worth,
      href: href(previous, 'provider', missing),
    },
  ]
}

function flexOnly({ month, flexProviders, byProvider, name }: MonthFacts): Gap[] {
  if (flexProviders.length === 0) return []
  const rows = byProvider.filter((row) => row.code !== null && flexProviders.includes(row.code))
  const all = flexProviders.length === codesOf(byProvider).length
  const who = all ? 'every provider' : listed(flexProviders.map((code) => `${name(code)} (${code})`))
  return [
    {
      kind: 'flex-only',
      title: 'Flex, not final',
      act: 'Wait for freeze',
      words: `${formatMonth(month)} is flex for ${who}: the figures will change when freeze arrives.`,
      worthPence: billedFor(rows),
      href: href(month, 'provider', rows),
    },
  ]
}

/** Lines the price run looked at and could not price; those it has not seen are said by `notPriced`. */
function unpricedLines({ month, byProvider }: MonthFacts): Gap[] {
  const sums = totalOf(byProvider.map((row) => row.sums))
  const lines = sums.unpricedLines - sums.waitingLines
  if (lines <= 0) return []
  return [
    {
      kind: 'unpriced-lines',
      title: 'Lines without a price',
      act: 'Find a price for the lines that have none',
      words: `${times(lines, 'line')} could not be priced: no national or agreed local price, or not discharged.`,
      worthPence: toPence(sums.unpricedBilledPence - sums.waitingBilledPence),
      href: linesAddress(month, {}, { basis: 'unpriced' }),
    },
  ]
}

function practiceUnknown({ month, byPractice, knows, words }: MonthFacts): Gap[] {
  const rows = byPractice.filter((row) => row.code === null || !knows(row.code))
  if (rows.length === 0) return []
  const codes = codesOf(rows)
  const who = codes.length === 0 ? `no ${words.practice} at all` : listed(codes)
  const lines = totalOf(rows.map((row) => row.sums)).lines
  return [
    {
      kind: 'practice-unknown',
      title: 'Not a known practice',
      act: 'Find out whose patients these are',
      words: `${times(lines, 'line')} billed to a ${words.practice} that is not in the organisations: ${who}.`,
      worthPence: billedFor(rows),
      href: href(month, 'practice', rows),
    },
  ]
}

function practiceWithoutGroup({ month, byPractice, groups, knows, words }: MonthFacts): Gap[] {
  const rows = byPractice.filter((row) => row.code !== null && knows(row.code) && !groups.has(row.code))
  if (rows.length === 0) return []
  return [
    {
      kind: 'practice-without-group',
      title: `No ${words.group}`,
      act: `Say which ${words.group} these ${words.practices} belong to`,
      words: `${listed(codesOf(rows))} had no ${words.group} on 1 ${formatMonth(month)}: no ${words.group}'s total holds their lines.`,
      worthPence: billedFor(rows),
      href: statementAddress(month, 'practice', { group: none }),
    },
  ]
}

/** What is missing or late in a month: first what stops its figures being used, then by what it is worth. */
export function gapsOf(facts: MonthFacts): Gap[] {
  const first = [...notPriced(facts), ...priceOutdated(facts)]
  const others = [
    ...providerMissing(facts),
    ...flexOnly(facts),
    ...unpricedLines(facts),
    ...practiceUnknown(facts),
    ...practiceWithoutGroup(facts),
  ]
  return [...first, ...others.toSorted((one, other) => (other.worthPence ?? 0) - (one.worthPence ?? 0))]
}
