import type { PlainDate } from '#shared'

/** Male, female, not known, not specified (NHS Data Dictionary, person stated gender). */
export const sexes = ['1', '2', '0', '9'] as const
export type Sex = (typeof sexes)[number]

export const fiveYearBands: readonly string[] = [
  ...Array.from({ length: 19 }, (_, at) => `${at * 5}-${at * 5 + 4}`),
  '95+',
]

export interface ListCell {
  readonly sex: Sex
  /** `0-4` … `95+`, or the wider bands of the file it came from. */
  readonly ageBand: string
  readonly patients: number
}

/** One practice's registered patients on one day. */
export interface ListCount {
  readonly practice: string
  readonly countedOn: PlainDate
  readonly cells: readonly ListCell[]
}

/** The youngest age of a band: 95 of `95+`, 5 of `5-14`. */
export const bandStart = (band: string): number => Number.parseInt(band, 10)

const byCell = (a: ListCell, b: ListCell): number =>
  sexes.indexOf(a.sex) - sexes.indexOf(b.sex) || bandStart(a.ageBand) - bandStart(b.ageBand)

/** One order for every count, so that two can be compared cell by cell. */
export const inOrder = (cells: readonly ListCell[]): ListCell[] => cells.toSorted(byCell)

export const patientsIn = (cells: readonly ListCell[]): number => cells.reduce((sum, { patients }) => sum + patients, 0)

export const sameCells = (a: readonly ListCell[], b: readonly ListCell[]): boolean =>
  a.length === b.length &&
  a.every((cell, at) => {
    const other = b[at]!
    return cell.sex === other.sex && cell.ageBand === other.ageBand && cell.patients === other.patients
  })
