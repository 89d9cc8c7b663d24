import type { LineColumn } from '../line/line-column.ts'
import { quoted } from './stage-sql.ts'

/** Text that the fast way took as it stood: does it look as the slow way would have made it? */
interface FormCheck {
  readonly column: string
  /** True for a value that must be looked at again. */
  readonly bad: string
  /** Few different values: look at each of them once. */
  readonly few: boolean
}

const matches = (name: string, pattern: string): string => `NOT regexp_full_match(${name}, ${quoted(pattern)})`

function formCheckOf({ name, type, shape }: LineColumn): FormCheck | undefined {
  if (type === 'code') return { column: name, few: true, bad: matches(name, shape ?? '[A-Z0-9]+') }
  if (type === 'time') return { column: name, few: true, bad: matches(name, '([01][0-9]|2[0-3]):[0-5][0-9]') }
  if (type === 'codes') return { column: name, few: false, bad: matches(name, '[A-Z0-9+*-]+(\\|[A-Z0-9+*-]+)*') }
  if (type === 'text') return { column: name, few: true, bad: matches(name, '[ -~]+') }
  // That it holds no odd characters was seen in the bytes of the file.
  if (type === 'id') return { column: name, few: false, bad: `suffix(${name}, '.0')` }
  return undefined
}

/** One query whose single row says whether anything must be read again the slow way. */
export function formCheckSql(table: string, columns: readonly LineColumn[]): string | undefined {
  const checks = columns.flatMap((column) => formCheckOf(column) ?? [])
  if (checks.length === 0) return undefined
  const few = checks
    .filter((check) => check.few)
    .map(({ column, bad }) => `EXISTS (SELECT 1 FROM (SELECT DISTINCT ${column} FROM ${table}) WHERE ${bad})`)
  const many = checks.filter((check) => !check.few).map(({ bad }) => bad)
  const rows = many.length === 0 ? [] : [`EXISTS (SELECT 1 FROM ${table} WHERE ${many.join(' OR ')})`]
  return `SELECT (${[...few, ...rows].join(' OR ')}) AS found`
}
