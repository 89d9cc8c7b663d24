import { ok } from '#shared'
import { findKind, isNoPractice, kinds } from '../model/organisation.ts'
import type { RowReading } from '../reading/row-reading.ts'
import { checkDates, standingOf } from './standing.ts'
import { type Interpreter, type OrganisationStatement, noStatements, rejectRepeats } from './statement.ts'

function kindOf(row: RowReading) {
  const text = row.needText('kind')
  if (text === undefined) return undefined
  return findKind(text) ?? row.reject('kind', `“${text}” is no kind of organisation: write ${kinds.join(', ')}.`)
}

function statementOf(row: RowReading): OrganisationStatement[] {
  const code = row.needCode('code')
  const name = row.needText('name')
  const kind = kindOf(row)
  const standing = standingOf(row)
  if (code !== undefined && isNoPractice(code))
    row.reject('code', `“${code}” is the national code for “no practice”: leave the row out.`)
  checkDates(row, standing)
  return row.isWhole && code && name && kind ? [{ row, code, kind, name, standing }] : []
}

/** organisations.csv: every row is one organisation. */
export const plainOrganisations: Interpreter = ({ rows }) => {
  const organisations = rows.flatMap(statementOf)
  rejectRepeats(organisations, ({ code }) => code, 'code')
  return ok({ ...noStatements, organisations })
}
