import { type Pence, formatPounds } from '#shared'

const millions = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

const tenMillionPounds = 1_000_000_000

/** `£9,876,543` up to ten million pounds, then `£154.9m`: a headline; the table beside it has the exact figure. */
export function formatLarge(pence: Pence): string {
  if (Math.abs(pence) < tenMillionPounds) return formatPounds(pence)
  return `${pence < 0 ? '−' : ''}£${millions.format(Math.abs(pence) / 100_000_000)}m`
}
