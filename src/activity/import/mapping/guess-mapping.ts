import type { Format } from '../formats/format.ts'
import { isLineColumn, lineColumns } from '../line/line-column.ts'

/** What a column of ours may be called elsewhere, by its name. */
export type Aliases = Readonly<Record<string, readonly string[]>>

/** Case, blanks and marks make no difference: `Trust_Code`, `trust code` and `TRUSTCODE` are one. */
const bare = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '')

/** The known layouts say what their columns mean, so what they call a column is another name for it. */
function namesIn(formats: readonly Format[]): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const { lines, holds } of formats) {
    if (holds !== 'lines') continue
    for (const [name, recipe] of Object.entries(lines))
      if (isLineColumn(name)) names.set(name, [...(names.get(name) ?? []), ...(recipe.from ?? [])])
  }
  return names
}

/** For each column of ours the column of theirs that is called so, best names first; no column of theirs is given twice. */
export function guessMapping(
  titles: readonly string[],
  aliases: Aliases,
  formats: readonly Format[],
): Record<string, string> {
  const theirs = new Map(titles.filter((title) => title.trim() !== '').map((title) => [bare(title), title]))
  const known = namesIn(formats)
  const guessed: Record<string, string> = {}
  const taken = new Set<string>()
  const take = (name: string, words: readonly string[]): void => {
    const found = words.map((word) => theirs.get(bare(word))).find((title) => title !== undefined && !taken.has(title))
    if (found === undefined || guessed[name] !== undefined) return
    guessed[name] = found
    taken.add(found)
  }
  for (const { name } of lineColumns) take(name, [name])
  for (const { name } of lineColumns) take(name, aliases[name] ?? [])
  for (const { name } of lineColumns) take(name, known.get(name) ?? [])
  return guessed
}

/** Columns that may show who somebody is, whatever they were mapped to: nothing of them is ever shown. */
export const looksPrivate = (title: string): boolean =>
  /nhs|patient|name|birth|dob|postcode|post code|address|phone|email|hospital ?n|unit ?n|mrn|identity|pseudo|hesid/i.test(
    title,
  )
