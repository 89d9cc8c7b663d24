import type { Pence, Result } from '#shared'
import type { SheetRow } from '#platform'
import { readDays, readFactorMicro, readPrice, readShareBp, readYes, tidyCode } from './cell.ts'
import type { Columns } from './layout.ts'

/** Reads the cells of one row by field, and gathers what is wrong instead of stopping. */
export interface RowReader {
  price(field: string): Pence | null
  days(field: string): number | null
  share(field: string): number | null
  factor(field: string): number
  yes(field: string): boolean
  text(field: string): string | null
  code(field: string): string
  fault(field: string, words: string): void
}

export interface SheetContext {
  /** As people know it: `tariff-apc.csv`, or the name of a workbook's sheet. */
  readonly name: string
  readonly columns: Columns
  readonly isNational: boolean
  readonly faults: string[]
}

export function rowReader({ name, columns, isNational, faults }: SheetContext, row: SheetRow): RowReader {
  const cell = (field: string): string => row.cells[columns.get(field)?.at ?? -1] ?? ''
  const fault = (field: string, words: string): void =>
    void faults.push(`${name}, row ${row.number}, column ${columns.get(field)?.heading ?? field}: ${words}.`)
  const taken = <Value>(field: string, read: Result<Value>, otherwise: Value): Value => {
    if (read.ok) return read.value
    fault(field, read.message)
    return otherwise
  }
  return {
    fault,
    price: (field) => taken(field, readPrice(cell(field), isNational), null),
    days: (field) => taken(field, readDays(cell(field), isNational), null),
    share: (field) => taken(field, readShareBp(cell(field), isNational), null),
    factor: (field) => taken(field, readFactorMicro(cell(field), isNational), 1_000_000),
    yes: (field) => taken(field, readYes(cell(field)), false),
    text: (field) => cell(field).trim() || null,
    code: (field) => (isNational ? tidyCode(cell(field)) : cell(field).trim()),
  }
}
