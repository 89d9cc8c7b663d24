import { type Result, ok, refused } from '#shared'
import { type Format, normalTitle } from './format.ts'

const needed = (format: Format): string[][] =>
  format.recognise?.map((titles) => titles.map(normalTitle)) ?? [
    format.columns.filter(({ need }) => need === 'M').map(({ title }) => normalTitle(title)),
  ]

const shareOf = (titles: readonly string[], header: ReadonlySet<string>): number =>
  titles.filter((title) => header.has(title)).length / titles.length

/** How much of what shows a format stands in the header: 1 is all. */
const likeness = (format: Format, header: ReadonlySet<string>): number =>
  Math.max(...needed(format).map((titles) => shareOf(titles, header)))

const list = (titles: readonly string[]): string => titles.map((title) => `“${title}”`).join(', ')

function missingFrom(format: Format, header: ReadonlySet<string>): string[] {
  return format.columns
    .filter(({ need, title }) => need === 'M' && !header.has(normalTitle(title)))
    .map(({ title }) => title)
}

/**
 * The layout that a header shows. Of several that fit, the one with the most columns of its own: every column of the
 * totals stands in other national sets too.
 */
export function guessFormat(formats: readonly Format[], titles: readonly string[]): Result<Format, 'unknown-format'> {
  const header = new Set(titles.map(normalTitle))
  const ranked = formats
    .map((format) => ({
      format,
      likeness: likeness(format, header),
      own: format.columns.filter(({ title }) => header.has(normalTitle(title))).length,
    }))
    .toSorted((a, b) => b.likeness - a.likeness || b.own - a.own)
  const best = ranked[0]
  if (best && best.likeness === 1) return ok(best.format)
  const near = best && best.likeness >= 0.5 ? best.format : undefined
  return refused(
    'unknown-format',
    near
      ? `The header looks like “${near.title}” but lacks ${list(missingFrom(near, header))}. ` +
          'Add what is missing, or map the columns yourself.'
      : 'The header is of no layout that is known here. Name the columns as the plain activity file does, give the format with ' +
          '--format, or map the columns once on the imports page.',
  )
}

/** A header that cannot be read as the format: a column is missing, unknown or there twice. */
export function checkHeader(
  format: Format,
  titles: readonly string[],
): Result<void, 'missing-columns' | 'unknown-columns'> {
  const seen = titles.map(normalTitle)
  const header = new Set(seen)
  const missing = format.recognise ? [] : missingFrom(format, header)
  if (missing.length > 0) {
    return refused(
      'missing-columns',
      `The header (row 1) lacks ${list(missing)}, which ${format.title} must have. Add the column${missing.length > 1 ? 's' : ''}.`,
    )
  }
  const twice = seen.filter((title, at) => title !== '' && seen.indexOf(title) < at)
  if (twice.length > 0)
    return refused(
      'unknown-columns',
      `The header (row 1) has ${list([...new Set(twice)])} more than once. Leave one of each.`,
    )
  return format.unknown_columns === 'pass-over' ? ok(undefined) : checkUnknown(format, titles)
}

function checkUnknown(format: Format, titles: readonly string[]): Result<void, 'unknown-columns'> {
  const known = new Set(format.columns.map(({ title }) => normalTitle(title)))
  const unknown = titles.filter((title) => !known.has(normalTitle(title)))
  if (unknown.length === 0) return ok(undefined)
  const named = unknown
    .map((title) => (title.trim() === '' ? 'a column without a name' : `“${title.trim()}”`))
    .join(', ')
  return refused(
    'unknown-columns',
    `The header (row 1) has ${named}, which ${format.title} does not know. Correct or remove ${unknown.length > 1 ? 'them' : 'it'}.`,
  )
}
