import { sql } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, type Scope, dayInLondon, mayDo } from '#shared'

/** Whoever asks, in which post, and when. */
export type Asking = Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>

export interface Owners {
  /** Whose plans may be read: a list of organisations, or all. */
  readonly read: 'all' | readonly string[]
  /** Whose plans may be changed. */
  readonly run: 'all' | readonly string[]
}

interface Tie {
  readonly member: string
  readonly memberKind: 'practice' | 'group'
  readonly parent: string
  readonly kind: 'group' | 'commissioner'
}

async function tiesOn({ db }: Asking, day: PlainDate): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    SELECT m.member_code AS member, m.member_kind AS "memberKind", m.parent_code AS parent, m.parent_kind AS kind FROM organisations.v_membership AS m
     WHERE m.parent_kind IN ('group', 'commissioner') AND m.member_kind IN ('practice', 'group')
       AND m.from_date <= ${day} AND (m.to_date IS NULL OR m.to_date > ${day})`.execute(db)
  return rows
}

/** What an organisation belongs to; a group that nobody recorded with a commissioner belongs to that of its practices. */
function above(ties: readonly Tie[], codes: readonly string[]): string[] {
  const direct = ties.filter(({ member }) => codes.includes(member)).map(({ parent }) => parent)
  const placed = new Set(ties.filter(({ kind }) => kind === 'commissioner').map(({ member }) => member))
  const members = ties.filter(({ parent, kind }) => kind === 'group' && codes.includes(parent) && !placed.has(parent))
  const throughMembers = ties.filter(
    ({ member, kind }) => kind === 'commissioner' && members.some((each) => each.member === member),
  )
  return [...direct, ...throughMembers.map(({ parent }) => parent)]
}

/** The groups that belong to commissioners, and those whose practices do. */
function groupsOf(ties: readonly Tie[], commissioners: readonly string[]): string[] {
  const members = ties.filter(({ kind, parent }) => kind === 'commissioner' && commissioners.includes(parent))
  const codes = new Set(members.map(({ member }) => member))
  const ofPractices = ties.filter(({ kind, member }) => kind === 'group' && codes.has(member))
  return [
    ...members.filter(({ memberKind }) => memberKind === 'group').map(({ member }) => member),
    ...ofPractices.map(({ parent }) => parent),
  ]
}

const isWhole = ({ practices, providers, commissioners }: Scope): boolean =>
  practices === 'all' && providers === 'all' && commissioners === 'all'

/**
 * Whose plans somebody may read and change on the day: in a practice, what its group and its commissioner own; in a group its own and its
 * commissioner's; at a commissioner all of its groups'. The database holds them to the same.
 */
export async function ownersFor(asking: Asking): Promise<Owners> {
  const { scope, actor, clock } = asking
  const own = actor.post?.organisation
  const mayRun = mayDo(scope, 'plan.change')
  if (!mayDo(scope, 'programme.read') || scope.providers !== 'all') return { read: [], run: [] }
  if (scope.permissions === 'all') return { read: 'all', run: 'all' }
  if (own === undefined) return { read: isWhole(scope) ? 'all' : [], run: [] }
  const ties = await tiesOn(asking, dayInLondon(clock.now()))
  if (scope.commissioners !== 'all') {
    const all = [...scope.commissioners, ...groupsOf(ties, scope.commissioners)]
    return { read: all, run: mayRun ? all : [] }
  }
  const first = above(ties, [own])
  return { read: [own, ...first, ...above(ties, first)], run: mayRun ? [own] : [] }
}

const holds = (codes: 'all' | readonly string[], owner: string): boolean => codes === 'all' || codes.includes(owner)

export const mayRead = async (asking: Asking, owner: string): Promise<boolean> =>
  holds((await ownersFor(asking)).read, owner)

export const mayRun = async (asking: Asking, owner: string): Promise<boolean> =>
  mayDo(asking.scope, 'plan.change') && holds((await ownersFor(asking)).run, owner)

/** Whether the rows of an owner are read, for a query that has no other way to know. */
export const inOwners = ({ read }: Owners, column: string) =>
  sql<boolean>`(${read === 'all'}::boolean OR ${sql.ref(column)} = ANY (${read === 'all' ? [] : [...read]}::text[]))`
