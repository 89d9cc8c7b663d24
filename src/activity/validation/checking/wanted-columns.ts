import { aroundColumns, lineColumns } from '../rules/line-columns.ts'
import type { Rule } from '../rules/rule.ts'
import { placesOf } from '../rules/word-columns.ts'

/** What a finding keeps of its line. */
export const keptColumns = [
  'import_no',
  'line_no',
  'line_id',
  'provider',
  'practice',
  'pod',
  'hrg',
  'tfc',
  'start_date',
  'units',
  'snapshot',
  'billed_pence',
  'price_pence',
] as const

/** What a finding keeps of the other line. */
export const otherColumns = ['provider', 'month', 'line_id'] as const

export interface WantedColumns {
  readonly line: readonly string[]
  readonly around: readonly string[]
}

const named = (texts: readonly string[]): ReadonlySet<string> => new Set(texts.join(' ').match(/\w+/g))

/** The columns that some rule names, or that findings need. The others are not laid out: reading them all took three times as long. */
export function wantedColumns(rules: readonly Rule[]): WantedColumns {
  const said = placesOf(rules.map(({ says }) => says))
  const inLine = named(rules.map(({ sql }) => sql))
  const inAround = named(rules.map(({ sql }) => sql).filter((sql) => /\baround\b/.test(sql)))
  const line = new Set<string>(['key', 'month', ...keptColumns, ...said.line])
  const seen = new Set<string>(['key', ...otherColumns, ...said.other])
  const around = aroundColumns.filter((name) => seen.has(name) || inAround.has(name))
  return {
    // The lines of the month are among those around it.
    line: Object.keys(lineColumns).filter((name) => line.has(name) || inLine.has(name) || around.includes(name)),
    around,
  }
}
