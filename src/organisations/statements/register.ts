import { addDays, formatDate, ok } from '#shared'
import type { Kind } from '../model/organisation.ts'
import type { RowReading } from '../reading/row-reading.ts'
import { checkDates, standingOf } from './standing.ts'
import {
  type Interpreter,
  type MembershipStatement,
  type OrganisationStatement,
  noStatements,
  rejectRepeats,
} from './statement.ts'

function codeOf(row: RowReading): string | undefined {
  const code = row.needCode('code')
  const rule = row.layout.codes
  if (code === undefined || !rule || new RegExp(rule.pattern).test(code)) return code
  return row.reject('code', `“${code}” is not ${rule.words}: is this another file than ${row.layout.title}?`)
}

function organisationOf(row: RowReading, kind: Kind): OrganisationStatement[] {
  const code = codeOf(row)
  const name = row.needText('name')
  const standing = standingOf(row)
  checkDates(row, standing)
  return row.isWhole && code && name ? [{ row, code, kind, name, standing }] : []
}

/** The parent's dates: joined counts from that day, left is the last day that it held. */
function parentOf({
  row,
  code,
  standing,
}: OrganisationStatement): (OrganisationStatement & { as: MembershipStatement })[] {
  const parent = row.code('parent')
  const from = row.date('joined') ?? standing?.openDate
  const left = row.date('left')
  if (!parent) return []
  if (!from) return row.reject('joined', 'The day it joined is missing: fill it in.') ?? []
  if (left && left < from)
    return row.reject('left', `It left before it joined on ${formatDate(from)}: correct one of the two.`) ?? []
  const to = left ? addDays(left, 1) : null
  const as: MembershipStatement = {
    row,
    member: code,
    memberKind: 'practice',
    parent,
    parentKind: 'commissioner',
    from,
    to,
    dataset: row.layout.name,
  }
  return [{ row, code: parent, kind: 'commissioner', name: null, as }]
}

/** The national practice register: practices with their dates, and the commissioner each has or last had. */
export const practiceRegister: Interpreter = ({ rows }) => {
  const practices = rows.flatMap((row) => organisationOf(row, 'practice'))
  rejectRepeats(practices, ({ code }) => code, 'code')
  const parents = practices.flatMap(parentOf)
  return ok({
    ...noStatements,
    organisations: [...practices, ...parents],
    memberships: parents.map(({ as }) => as),
  })
}

/** The national trust register: providers with their dates. */
export const providerRegister: Interpreter = ({ rows }) => {
  const organisations = rows.flatMap((row) => organisationOf(row, 'provider'))
  rejectRepeats(organisations, ({ code }) => code, 'code')
  return ok({ ...noStatements, organisations })
}
