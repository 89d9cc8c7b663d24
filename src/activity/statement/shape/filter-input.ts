import { type Filters, filterKeys } from './dimension.ts'
import { optionalText } from './month-input.ts'

/** The four ways to narrow, as fields of an address or options of a command. */
export const filterInput = {
  practice: optionalText,
  group: optionalText,
  provider: optionalText,
  pod: optionalText,
}

/** Only what was asked for, so that one question has one form. Codes are upper case; `none` stays as it is. */
export function filtersFrom(input: Readonly<Record<string, unknown>>): Filters {
  const asked = filterKeys.flatMap((key) => {
    const wanted = input[key]
    return typeof wanted === 'string'
      ? [[key, wanted.toLowerCase() === 'none' ? 'none' : wanted.toUpperCase()] as const]
      : []
  })
  return Object.fromEntries(asked)
}
