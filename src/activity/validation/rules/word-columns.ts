import { aroundColumns, lineColumns } from './line-columns.ts'

/** What tells who a patient is, or could together with others; and codes that the law keeps back. Never in the words of a finding. */
const unspoken: ReadonlySet<string> = new Set([
  'patient',
  'patient_status',
  'sex',
  'age',
  'spell_id',
  'attendance_id',
  'ubrn',
  'start_time',
  'diagnoses',
  'procedures',
])

const spoken = (names: readonly string[]): string[] => names.filter((name) => !unspoken.has(name))

/** The columns of a line that the words of a finding may give. */
export const wordColumns: readonly string[] = spoken(Object.keys(lineColumns))

/** Of the other line, as `{{other.line_id}}`. */
export const otherWordColumns: readonly string[] = spoken(aroundColumns)

const places = /\{\{([\w.]+)\}\}/g

/** What a template names that no finding may tell, or that there is not. */
export const unfitPlaces = (says: string): string[] =>
  [...says.matchAll(places)]
    .map(([, place]) => place!)
    .filter((place) =>
      place.startsWith('other.')
        ? !otherWordColumns.includes(place.slice('other.'.length))
        : place !== 'detail' && !wordColumns.includes(place),
    )

/** The columns that some templates name: of the line, and of the other line. */
export function placesOf(templates: readonly string[]): { line: string[]; other: string[] } {
  const all = templates.flatMap((says) => [...says.matchAll(places)].map(([, place]) => place!))
  const other = all.filter((place) => place.startsWith('other.')).map((place) => place.slice('other.'.length))
  const line = all.filter((place) => !place.startsWith('other.') && place !== 'detail')
  return {
    line: [...new Set(line)].filter((name) => wordColumns.includes(name)).toSorted(),
    other: [...new Set(other)].filter((name) => otherWordColumns.includes(name)).toSorted(),
  }
}

export { places as placePattern }
