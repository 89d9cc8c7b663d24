import { findPlainDate } from '#shared'
import { z } from 'zod'

/** ICD-10 stands in one column of a line and OPCS-4 in the other; the same letters and figures mean other things in each. */
export const codeKinds = ['diagnoses', 'procedures'] as const
export type CodeKind = (typeof codeKinds)[number]

const abouts = ['hiv', 'sexually transmitted infection', 'fertility treatment', 'termination', 'gender'] as const

/** Codes go into SQL as quoted text, so they hold nothing that ends a quote. */
const code = z.string().regex(/^[A-Z][A-Z0-9]{1,5}$/)

const range = z
  .strictObject({ from: code, to: code, about: z.enum(abouts), source: z.enum(['rule-book', 'memory']) })
  .refine(
    ({ from, to }) => from.length === to.length && from <= to,
    'A range goes from a code to one as long, not before it.',
  )
export type CodeRange = z.infer<typeof range>

export const restrictedCodesSchema = z.strictObject({
  checked_on: z.string().refine((text) => findPlainDate(text) !== undefined),
  diagnoses: z.array(range).nonempty(),
  procedures: z.array(range).nonempty(),
})
export type RestrictedCodes = z.infer<typeof restrictedCodesSchema>

/** As lists hold codes: capitals, without the dot of ICD-10. */
const plain = (text: string): string => text.toUpperCase().replaceAll(/[. ]/g, '')

const holds = ({ from, to }: CodeRange, given: string): boolean => {
  const beginning = given.slice(0, from.length)
  return beginning >= from && beginning <= to
}

/** `B20.1`, `b201` and `B201` are restricted among diagnoses; `B25` is not. */
export const isRestricted = (ranges: readonly CodeRange[], given: string): boolean =>
  ranges.some((each) => holds(each, plain(given)))

const conditionOf = ({ from, to }: CodeRange): string =>
  `substr(plain, 1, ${from.length}) BETWEEN '${from}' AND '${to}'`

/** The list of a column without the codes of these ranges, as an expression of the lake; nothing where none is left. */
export const withoutRangesSql = (column: string, ranges: readonly CodeRange[]): string =>
  `nullif(array_to_string(list_filter(string_split(${column}, '|'), lambda code: NOT list_bool_or(
    list_transform([upper(replace(replace(code, '.', ''), ' ', ''))], lambda plain: ${ranges.map(conditionOf).join(' OR ')}))), '|'), '')`
