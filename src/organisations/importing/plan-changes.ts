import type { PlainDate } from '#shared'
import { type DatedName, rename } from '../model/dated-name.ts'
import { sameCells } from '../model/list-count.ts'
import { type Membership, restate, sameMembership } from '../model/membership.ts'
import type { Organisation } from '../model/organisation.ts'
import type { OrganisationStatement } from '../statements/statement.ts'
import { type CheckedStatements, type KnownMembership, groupBy } from './check-statements.ts'
import type { Changes, Recorded } from './recorded.ts'

const bare = { status: null, openDate: null, closeDate: null, postcode: null }

const sameStanding = (a: Organisation, b: Organisation): boolean =>
  a.status === b.status && a.openDate === b.openDate && a.closeDate === b.closeDate && a.postcode === b.postcode

/** What a statement makes of an organisation; a mention makes it known and leaves it at that. */
function stated({ code, kind, name, standing }: OrganisationStatement, known: Organisation | undefined): Organisation {
  return { ...(known ?? { ...bare, code, kind, name: name ?? code }), ...standing }
}

function changedOrganisations(statements: CheckedStatements, recorded: Recorded): Organisation[] {
  const after = new Map<string, Organisation>()
  for (const statement of statements.organisations.filter(({ row }) => row.isWhole))
    after.set(
      statement.code,
      stated(statement, after.get(statement.code) ?? recorded.organisations.get(statement.code)),
    )
  return [...after.values()].filter((now) => {
    const before = recorded.organisations.get(now.code)
    return !before || !sameStanding(before, now)
  })
}

/** A mention gives a name only where there is none yet but the code itself. */
const speaks = ({ standing, code }: OrganisationStatement, names: readonly DatedName[]): boolean =>
  standing !== undefined || names.every(({ name }) => name === code)

function changedNames(statements: CheckedStatements, recorded: Recorded, heardOn: PlainDate): Map<string, DatedName[]> {
  const changed = new Map<string, DatedName[]>()
  for (const statement of statements.organisations.filter(({ row }) => row.isWhole)) {
    const { code, name } = statement
    const before = changed.get(code) ?? [...(recorded.organisations.get(code)?.names ?? [])]
    if (!speaks(statement, before) || (name === null && before.length > 0)) continue
    const after = rename(before, code, name ?? code, heardOn)
    if (JSON.stringify(after) !== JSON.stringify(before)) changed.set(code, after)
  }
  return changed
}

/**
 * The register of partners is a member's whole history: what an earlier one said of it is withdrawn first.
 */
const wholeHistories = new Set(['group-partners'])

function restateMember(statements: readonly KnownMembership[], recorded: readonly Membership[]): Membership[] {
  const { member, parentKind, dataset } = statements[0]!
  const before = recorded.filter((one) => one.member === member && one.parentKind === parentKind)
  const standing = wholeHistories.has(dataset) ? before.filter((one) => one.dataset !== dataset) : before
  return restate(standing, statements)
}

const pair = ({ member, parentKind }: Pick<Membership, 'member' | 'parentKind'>): string => `${member} ${parentKind}`

function changedMemberships(
  all: readonly KnownMembership[],
  recorded: readonly Membership[],
): Pick<Changes, 'added' | 'removed'> {
  const byPair = new Map(groupBy(recorded, pair).map((memberships) => [pair(memberships[0]!), memberships]))
  const changes = groupBy(
    all.filter(({ row }) => row.isWhole),
    pair,
  ).map((statements) => {
    const before = byPair.get(pair(statements[0]!)) ?? []
    const after = restateMember(statements, before).map((one) => ({
      ...one,
      memberKind: statements[0]!.memberKind,
    }))
    return {
      removed: before.filter((one) => !after.some((other) => sameMembership(one, other))),
      added: after.filter((one) => !before.some((other) => sameMembership(one, other))),
    }
  })
  return { removed: changes.flatMap(({ removed }) => removed), added: changes.flatMap(({ added }) => added) }
}

/** Everything that would be different after this file; nothing when it tells what is recorded. */
export function planChanges(statements: CheckedStatements, recorded: Recorded, heardOn: PlainDate): Changes {
  const counts = statements.counts.filter(({ rows }) => rows.every((row) => row.isWhole))
  return {
    organisations: changedOrganisations(statements, recorded),
    names: changedNames(statements, recorded, heardOn),
    ...changedMemberships(statements.memberships, recorded.memberships),
    counts: counts
      .filter(
        ({ practice, countedOn, cells }) => !sameCells(recorded.counts.get(`${practice} ${countedOn}`) ?? [], cells),
      )
      .map(({ practice, countedOn, cells }) => ({ practice, countedOn, cells })),
  }
}
