import { addDays, formatDate, ok } from '#shared'
import type { RowReading } from '../reading/row-reading.ts'
import { checkDates, standingOf } from './standing.ts'
import {
  type Interpreter,
  type MembershipStatement,
  type OrganisationStatement,
  noStatements,
  rejectRepeats,
} from './statement.ts'

interface Said {
  readonly organisations: readonly OrganisationStatement[]
  readonly membership: MembershipStatement
}

function groupOf(row: RowReading): Said[] {
  const [code, name, parent] = [row.needCode('code'), row.needText('name'), row.needCode('parent')]
  const standing = standingOf(row)
  const from = row.needDate('open_date')
  checkDates(row, standing)
  if (!row.isWhole || !code || !name || !parent || !from) return []
  const membership: MembershipStatement = {
    row,
    member: code,
    memberKind: 'group',
    parent,
    parentKind: 'commissioner',
    dataset: row.layout.name,
    from,
    to: standing.closeDate ? addDays(standing.closeDate, 1) : null,
  }
  const mentioned = { row, code: parent, kind: 'commissioner' as const, name: row.text('parent_name') }
  return [{ organisations: [{ row, code, kind: 'group', name, standing }, mentioned], membership }]
}

function partnerOf(row: RowReading): Said[] {
  const [member, parent] = [row.needCode('member'), row.needCode('parent')]
  const [from, end] = [row.needDate('start'), row.date('end')]
  if (from && end && end < from)
    row.reject('end', `It ends before its start on ${formatDate(from)}: correct one of the two.`)
  if (!row.isWhole || !member || !parent || !from) return []
  const membership: MembershipStatement = {
    row,
    member,
    memberKind: 'practice',
    parent,
    parentKind: 'group',
    dataset: row.layout.name,
    from,
    to: end ? addDays(end, 1) : null,
  }
  const practice = { row, code: member, kind: 'practice' as const, name: row.text('member_name') }
  const group = { row, code: parent, kind: 'group' as const, name: row.text('parent_name') }
  return [{ organisations: [practice, group], membership }]
}

/**
 * The register writes the last day. A practice that left on 1 July 2022 and joined another group that same
 * day was handed over: the day is the new group's. One that so has no day left in the first was never in it.
 */
function handOver(memberships: readonly MembershipStatement[]): MembershipStatement[] {
  const starting = new Map<string, string[]>()
  for (const { member, parent, from } of memberships)
    starting.set(`${member} ${from}`, [...(starting.get(`${member} ${from}`) ?? []), parent])
  return memberships
    .map((one) => {
      const last = one.to && addDays(one.to, -1)
      const handed = last && starting.get(`${one.member} ${last}`)?.some((parent) => parent !== one.parent)
      return handed ? { ...one, to: last } : one
    })
    .filter(({ from, to }) => to === null || from < to)
}

/** The sheet of the groups: each with its dates and its commissioner. */
export const groupRegister: Interpreter = ({ rows }) => {
  const said = rows.flatMap(groupOf)
  rejectRepeats(
    said.map(({ membership }) => membership),
    ({ member }) => member,
    'code',
  )
  return ok({ ...noStatements, ...gathered(said) })
}

/** The sheet of partners: which practice was in which group, and when. */
export const groupPartners: Interpreter = ({ rows }) => {
  const { organisations, memberships } = gathered(rows.flatMap(partnerOf))
  const kept = handOver(memberships)
  const dropped = memberships.length - kept.length
  const notes = dropped === 0 ? [] : [`${dropped} memberships began and ended on the day another began: no day counts.`]
  return ok({ ...noStatements, organisations, memberships: kept, notes })
}

const gathered = (said: readonly Said[]) => ({
  organisations: said.flatMap(({ organisations }) => organisations),
  memberships: said.map(({ membership }) => membership),
})
