import { type Month, addPence, formatMonth, formatPence, noPence } from '#shared'
import type { Base } from '../historic/base.ts'
import type { LineHistory } from '../historic/steps.ts'

const span = (months: readonly Month[]): string => `${formatMonth(months[0]!)} to ${formatMonth(months.at(-1)!)}`

function priceNote({ prices, priceYear, months }: Base): string {
  switch (prices) {
    case 'own':
      return `The base is the activity of ${span(months)}, which is at prices of ${priceYear} already.`
    case 'year':
      return `The base is the activity of ${span(months)}, priced once more at the prices of ${priceYear}.`
    case 'not-loaded':
      return (
        `No price list of ${priceYear} is loaded: the base is the activity of ${span(months)} at the prices of its own dates, ` +
        'and the step for prices is nothing.'
      )
    case 'waiting':
      return (
        `The base, ${span(months)}, was not priced at the prices of ${priceYear} yet: it stands at the prices of its own dates until the ` +
        'base year is priced.'
      )
  }
}

const linesText = (count: number): string => (count === 1 ? '1 line' : `${count.toLocaleString('en-GB')} lines`)

/** Activity that no practice with a budget had: it counts to nobody's history. */
function strangersNote(base: Base, holders: ReadonlySet<string>): string[] {
  const others = base.rows.filter(({ practice }) => !holders.has(practice))
  if (others.length === 0) return []
  const pence = addPence(...others.map(({ yearPence }) => yearPence))
  const lines = others.reduce((sum, row) => sum + row.lines, 0)
  return [
    `${linesText(lines)} of the base, ${formatPence(pence)}, name no practice that holds a budget, and count to nobody’s history.`,
  ]
}

function baseNotes(base: Base, holders: ReadonlySet<string>): string[] {
  if (base.rows.length === 0) return [`There is no activity from ${span(base.months)}: history is shared by heads.`]
  const missing =
    base.missing.length > 0
      ? [`There is no activity of ${base.missing.map(formatMonth).join(', ')}: the base is short of it.`]
      : []
  const unpriced =
    base.unpricedLines > 0
      ? [`${linesText(base.unpricedLines)} of the base have no price and count at what was billed.`]
      : []
  return [priceNote(base), ...missing, ...unpriced, ...strangersNote(base, holders)]
}

/** What a reader must know of how history was worked out. */
export function buildNotes(base: Base, histories: readonly LineHistory[], titleOf: (line: string) => string): string[] {
  const holders = new Set(histories[0]?.practices.map(({ practice }) => practice))
  const byHeads = histories
    .filter(({ practices }) => addPence(noPence, ...practices.map(({ ownPence }) => ownPence)) === 0)
    .map(({ line }) => titleOf(line))
  const heads =
    base.rows.length > 0 && byHeads.length > 0
      ? [`No activity of the base counts to ${byHeads.join('; ')}: history there is each practice’s share by heads.`]
      : []
  const fresh = (histories[0]?.practices ?? []).filter(({ isNew }) => isNew).map(({ practice }) => practice)
  const news =
    base.rows.length > 0 && fresh.length > 0
      ? [`New since the base, so that history is a share by heads: ${fresh.join(', ')}.`]
      : []
  return [...baseNotes(base, holders), ...heads, ...news]
}
