import { type Result, ok, refused } from '#shared'
import type { ColumnName, EpdLayout } from '../policy/prescribing-policy.ts'

/** The columns of a file in its order: ours by our name, those passed over as nothing. */
export type EpdColumns = readonly (ColumnName | undefined)[]

const listed = (titles: readonly string[]): string => titles.slice(0, 5).join(', ') + (titles.length > 5 ? ', …' : '')

const plain = (title: string): string =>
  title
    .replace(/^\uFEFF/, '')
    .trim()
    .toUpperCase()

/** The layout that knows more of the titles; of two that know as many the first. */
export function layoutOf(layouts: readonly EpdLayout[], given: readonly string[]): EpdLayout {
  const knows = ({ columns }: EpdLayout): number => {
    const known = new Set(Object.values(columns).flat())
    return given.filter((title) => known.has(plain(title))).length
  }
  return layouts.reduce((best, each) => (knows(each) > knows(best) ? each : best))
}

/** Which column of a file is which, by its titles; in any order. */
export function readHeader(layout: EpdLayout, given: readonly string[]): Result<EpdColumns, 'wrong-header'> {
  const titles = given.map(plain)
  const names = Object.entries(layout.columns) as [ColumnName, string[]][]
  const nameOf = (title: string) => names.find(([, known]) => known.includes(title))?.[0]
  const columns = titles.map(nameOf)
  const strange = titles.filter((title, at) => columns[at] === undefined && !layout.passed_over.includes(title))
  const missing = names.filter(([name]) => !columns.includes(name)).map(([, known]) => known[0]!)
  const twice = titles.filter((title, at) => titles.indexOf(title) !== at)
  if (strange.length === 0 && missing.length === 0 && twice.length === 0) return ok(columns)
  const what = [
    ...(missing.length > 0 ? [`lacks ${listed(missing)}`] : []),
    ...(strange.length > 0 ? [`has ${listed(strange.map((title) => `“${title.slice(0, 40)}”`))}, not known here`] : []),
    ...(twice.length > 0 ? [`has ${listed(twice.map((title) => title.slice(0, 40)))} twice`] : []),
  ]
  return refused(
    'wrong-header',
    `The first row is not that of the ${layout.title}: it ${what.join(' and ')}. Send the file as it was published.`,
  )
}
