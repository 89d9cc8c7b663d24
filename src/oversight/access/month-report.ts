import { organisationNames } from '#organisations'
import {
  type AccessLine,
  type Ctx,
  type JournalHead,
  type RefusalLine,
  accessReport,
  findJournalHead,
  refusalReport,
} from '#platform'
import type { Month, Table } from '#shared'
import { accessTable, reasonsTable, refusalsTable } from './access-tables.ts'

/** What a guardian is told of one month. */
export interface MonthReport {
  readonly month: Month
  readonly access: readonly AccessLine[]
  readonly refused: readonly RefusalLine[]
  readonly signIns: readonly RefusalLine[]
  readonly names: ReadonlyMap<string, string>
  readonly head: JournalHead | undefined
}

export async function monthReport({ db }: Pick<Ctx, 'db'>, month: Month): Promise<MonthReport> {
  const [access, refused, signIns, names, head] = await Promise.all([
    accessReport(db, month),
    refusalReport(db, month, ['access.refused']),
    refusalReport(db, month, ['sign-in.refused']),
    organisationNames(db),
    findJournalHead(db),
  ])
  return { month, access, refused, signIns, names, head }
}

export interface ReportTables {
  readonly access: Table
  readonly reasons: Table
  readonly refused: Table
  readonly signIns: Table
}

export const reportTables = ({ month, access, refused, signIns, names }: MonthReport): ReportTables => ({
  access: accessTable(month, access, names),
  reasons: reasonsTable(month, access, names),
  refused: refusalsTable({ name: 'refused', caption: 'What was asked for and refused' }, month, refused),
  signIns: refusalsTable({ name: 'sign-ins-refused', caption: 'Sign-ins that were refused' }, month, signIns),
})
