import type { FinancialYear, Month } from '#shared'
import type { PositionBy } from '../position/position-row.ts'

const part = encodeURIComponent

export interface Narrowed {
  readonly practice?: string | undefined
  readonly group?: string | undefined
  readonly line?: string | undefined
}

const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(values).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, value]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** In addresses: what belongs to no practice, or to no group. */
export const none = 'none'
export const codeInAddress = (code: string): string => (code === '' ? none : code)

const coded = (code: string | undefined): string | undefined => (code === undefined ? undefined : codeInAddress(code))

export const watchAddress = (
  month: Month,
  by: PositionBy = 'practice',
  { practice, group, line }: Narrowed = {},
): string => `/watch/${month}${query({ by, practice: coded(practice), group: coded(group), line })}`

export const practiceAddress = (month: Month, practice: string): string =>
  `/watch/${month}/practices/${part(codeInAddress(practice))}`

export const forecastAddress = (month: Month): string => `/watch/${month}/forecast`

/** A year within a path: `2008-09`. */
export const yearInPath = (year: FinancialYear): string => year.replace('/', '-')
export const phasingAddress = (year: FinancialYear): string => `/phasing/${yearInPath(year)}`

/** The lines of a practice's month: of one point of delivery at once, else the month's points of delivery, a click from their lines. */
export function linesAddress(month: Month, practice: string, pods: readonly string[]): string {
  const [pod, ...more] = pods
  return pod !== undefined && more.length === 0
    ? `/lines/${month}${query({ practice, pod })}`
    : `/statements/${month}${query({ by: 'pod', practice })}`
}
