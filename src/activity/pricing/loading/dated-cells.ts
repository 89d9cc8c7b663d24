import { type PlainDate, findPlainDate } from '#shared'
import type { SheetRow } from '#platform'
import type { Columns } from './layout.ts'

export interface AgreementSheet {
  readonly name: string
  readonly columns: Columns
  readonly faults: string[]
}

/** Reads the cells of one row of an agreement file; faults are gathered as sentences. */
export function agreementRow({ name, columns, faults }: AgreementSheet, row: SheetRow) {
  const text = (field: string): string => (row.cells[columns.get(field)?.at ?? -1] ?? '').trim()
  const fault = (field: string, words: string): void =>
    void faults.push(`${name}, row ${row.number}, column ${field}: ${words}.`)
  const day = (field: string): PlainDate | null => {
    const found = findPlainDate(text(field))
    if (!found && text(field) !== '') fault(field, `“${text(field)}” is not a day: write it like 2007-04-01`)
    return found ?? null
  }
  const code = (field: string, words: string): string => {
    if (!/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,39}$/.test(text(field))) fault(field, `“${text(field)}” is not ${words}`)
    return text(field)
  }
  const dates = (): { from: PlainDate; to: PlainDate | null } => {
    const [from, to] = [day('from'), day('to')]
    if (text('from') === '') fault('from', 'the first day is missing: write it like 2007-04-01')
    if (from && to && to <= from) fault('to', `${to} is not after ${from}: “to” is the first day it no longer holds`)
    return { from: from ?? ('1900-01-01' as PlainDate), to }
  }
  return { text, fault, code, dates }
}
