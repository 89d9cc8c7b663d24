import { aroundColumns, lineColumns } from './line-columns.ts'

/**
 * What tells who a patient is, or could together with others. Never in the words of a finding. The provider's own numbers of a spell or an
 * attendance say which care is meant and nobody else's; of procedures, codes that the law keeps back are left out when the words are made.
 */
const unspoken: ReadonlySet<string> = new Set(['key', 'patient', 'patient_status', 'sex', 'age', 'ubrn', 'diagnoses'])

const spoken = (names: readonly string[]): string[] => names.filter((name) => !unspoken.has(name))

/** The columns of a line that the words of a finding may give. */
export const wordColumns: readonly string[] = spoken(Object.keys(lineColumns))

/** Of the other line, as `{{other.line_id}}`. */
export const otherWordColumns: readonly string[] = spoken(aroundColumns)

/** Beside columns: what the rule says more, what the finding is worth, and which sum it is about. */
const otherPlaces: readonly string[] = ['detail', 'value_pence', 'about']

/** What stands in a template for something of the line. */
export const placePattern = /\{\{([\w.]+)\}\}/g

/** What a template names that no finding may tell, or that there is not. */
export const unfitPlaces = (says: string): string[] =>
  [...says.matchAll(placePattern)]
    .map(([, place]) => place!)
    .filter((place) =>
      place.startsWith('other.')
        ? !otherWordColumns.includes(place.slice('other.'.length))
        : !otherPlaces.includes(place) && !wordColumns.includes(place),
    )

/** The columns that some templates name: of the line, and of the other line. */
export function placesOf(templates: readonly string[]): { line: string[]; other: string[] } {
  const all = templates.flatMap((says) => [...says.matchAll(placePattern)].map(([, place]) => place!))
  const other = all.filter((place) => place.startsWith('other.')).map((place) => place.slice('other.'.length))
  const line = all.filter((place) => !place.startsWith('other.'))
  return {
    line: [...new Set(line)].filter((name) => wordColumns.includes(name)).toSorted(),
    other: [...new Set(other)].filter((name) => otherWordColumns.includes(name)).toSorted(),
  }
}
