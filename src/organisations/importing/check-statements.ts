import { formatDate } from '#shared'
import { clashes, parentKindsOf } from '../model/membership.ts'
import type { Kind } from '../model/organisation.ts'
import type { RowReading } from '../reading/row-reading.ts'
import type { CountStatement, MembershipStatement, Statements } from '../statements/statement.ts'
import type { Recorded } from './recorded.ts'

export interface KnownMembership extends MembershipStatement {
  readonly memberKind: Kind
  readonly parentKind: Kind
}

export interface CheckedStatements extends Statements {
  readonly memberships: readonly KnownMembership[]
  /**
   * Rows about practices that are not known here: left out of a national file, rejected in the product's own.
   */
  readonly unknownRows: readonly RowReading[]
  readonly unknownPractices: readonly string[]
}

type Kinds = ReadonlyMap<string, Kind>

/** The kind of every code, recorded or in this file; rejects rows that would change a kind. */
function kindsOf(statements: Statements, recorded: Recorded): Kinds {
  const kinds = new Map([...recorded.organisations.values()].map(({ code, kind }) => [code, kind]))
  for (const { row, code, kind } of statements.organisations) {
    const known = kinds.get(code) ?? kind
    if (known !== kind)
      row.reject('code', `“${code}” is a ${known} already and cannot be a ${kind}: one of them is wrong.`)
    kinds.set(code, known)
  }
  return kinds
}

const unknown = (code: string): string =>
  `“${code}” is not known: import it with organisations first, or correct the code.`

function withKinds(statement: MembershipStatement, kinds: Kinds): KnownMembership[] {
  const { row, member, parent } = statement
  const memberKind = kinds.get(member)
  const parentKind = kinds.get(parent)
  if (!memberKind) row.reject('member', unknown(member))
  if (!parentKind) row.reject('parent', unknown(parent))
  if (!memberKind || !parentKind) return []
  if (parentKindsOf(memberKind).includes(parentKind)) return [{ ...statement, memberKind, parentKind }]
  const allowed =
    parentKindsOf(memberKind)
      .map((kind) => `a ${kind}`)
      .join(' or ') || 'nobody'
  row.reject(
    'parent',
    `“${parent}” is a ${parentKind}, and a ${memberKind} can belong to ${allowed}: correct the codes.`,
  )
  return []
}

const keyOf = ({ member, parentKind }: KnownMembership): string => `${member} ${parentKind}`

const daysOf = ({ from, to }: KnownMembership): string =>
  `from ${formatDate(from)}${to ? ` to ${formatDate(to)}` : ' on'}`

/**
 * Both rows of a clash are rejected, each naming the other: neither can be trusted before somebody decides.
 */
function rejectClash(earlier: KnownMembership, later: KnownMembership): void {
  const say = (one: KnownMembership, other: KnownMembership) =>
    one.row.reject(
      'member',
      `“${one.member}” is also in “${other.parent}” ${daysOf(other)} by row ${other.row.number}, ` +
        `and can be in one ${other.parentKind} at a time: end one of the two, or leave it out.`,
    )
  say(later, earlier)
  say(earlier, later)
}

export function groupBy<T>(all: readonly T[], key: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return [...groups.values()]
}

function checkedMemberships(statements: Statements, kinds: Kinds): KnownMembership[] {
  const known = statements.memberships.flatMap((statement) => withKinds(statement, kinds))
  for (const same of groupBy(known, keyOf)) for (const { earlier, later } of clashes(same)) rejectClash(earlier, later)
  return known
}

/**
 * A practice's list is taken whole or not at all: a band short, it would be a smaller list that nobody
 * notices.
 */
function rejectWhole({ rows, practice }: CountStatement): void {
  const bad = rows.find((row) => !row.isWhole)
  if (!bad) return
  for (const row of rows)
    if (row.isWhole)
      row.reject(
        'practice',
        `Row ${bad.number} of this list of “${practice}” cannot be taken, and a list is taken whole.`,
      )
}

/** What the statements mean beside what is recorded; what cannot stand is rejected on its row. */
export function checkStatements(statements: Statements, recorded: Recorded): CheckedStatements {
  const kinds = kindsOf(statements, recorded)
  const memberships = checkedMemberships(statements, kinds)
  const strangers = statements.counts.filter(({ practice }) => kinds.get(practice) !== 'practice')
  const counts = statements.counts.filter(({ practice }) => kinds.get(practice) === 'practice')
  for (const { rows, practice } of strangers)
    for (const row of rows) if (row.layout.strict) row.reject('practice', unknown(practice))
  for (const count of counts) rejectWhole(count)
  const skipped = strangers.filter(({ rows }) => rows.every(({ layout }) => !layout.strict))
  return {
    ...statements,
    memberships,
    counts,
    unknownRows: skipped.flatMap(({ rows }) => rows),
    unknownPractices: [...new Set(skipped.map(({ practice }) => practice))],
  }
}
