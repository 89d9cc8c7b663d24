import { formatDate, ok } from '#shared'
import type { RowReading } from '../reading/row-reading.ts'
import { type Interpreter, type MembershipStatement, noStatements } from './statement.ts'

function statementOf(row: RowReading): MembershipStatement[] {
  const member = row.needCode('member')
  const parent = row.needCode('parent')
  const from = row.needDate('from')
  const to = row.date('to')
  if (member !== undefined && member === parent)
    row.reject('parent', 'Nobody belongs to itself: correct one of the two codes.')
  if (from && to && to <= from)
    row.reject('to', `It ends on or before its start on ${formatDate(from)}: “to” is the first day it no longer holds.`)
  return row.isWhole && member && parent && from
    ? [{ row, member, parent, from, to: to ?? null, dataset: 'plain' }]
    : []
}

/** memberships.csv: every row is one time of belonging, half-open. */
export const plainMemberships: Interpreter = ({ rows }) =>
  ok({ ...noStatements, memberships: rows.flatMap(statementOf) })
