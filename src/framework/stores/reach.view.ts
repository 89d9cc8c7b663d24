import { type Database, sql } from '#db'
import { commissionersAsAt, groupsAsAt, onlyCommissioner, ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, type Result, dayInLondon, ok, refused } from '#shared'

export interface Place {
  /** The group whose it is, or the commissioner itself. */
  readonly owner: string
  readonly commissioner: string
}

/** The commissioner of a group on a day: to which it belongs itself, else that of its practices, else the only one there is. */
export async function commissionerOf(db: Database, group: string, on: PlainDate): Promise<string | null> {
  const { rows } = await sql<{ code: string }>`
    SELECT m.parent_code AS code FROM organisations.membership AS m
     WHERE m.member_code = ${group} AND m.parent_kind = 'commissioner'
       AND m.from_date <= ${on} AND (m.to_date IS NULL OR m.to_date > ${on})`.execute(db)
  if (rows[0]) return rows[0].code
  const [groups, commissioners] = [await groupsAsAt(db, on), await commissionersAsAt(db, on)]
  const own = [...groups]
    .filter(([, each]) => each === group)
    .flatMap(([practice]) => commissioners.get(practice) ?? [])
  return own[0] ?? onlyCommissioner(db)
}

type Asking = Pick<Ctx, 'db' | 'scope' | 'clock' | 'actor'>

/**
 * The group or commissioner of a code with the commissioner it belongs to, where the asker sees what it owns. Another's is answered as
 * one that does not exist, after the same questions.
 */
export async function findPlace(asking: Asking, code: string): Promise<Place | undefined> {
  const owner = (await ownersFor(asking)).seen.find((each) => each.code === code)
  const above = await commissionerOf(asking.db, code, dayInLondon(asking.clock.now()))
  const commissioner = owner?.kind === 'commissioner' ? code : above
  return owner && commissioner !== null ? { owner: code, commissioner } : undefined
}

const noGroup = (code: string) =>
  refused(
    'not-found',
    `“${code.slice(0, 20)}” is no group here: correct its code, or import organisations and memberships first.`,
  )

export async function placeOf(asking: Asking, code: string): Promise<Result<Place, 'not-found'>> {
  const place = await findPlace(asking, code)
  return place ? ok(place) : noGroup(code)
}

/** Whether the asker's own group, or their commissioner's: whoever may change what is the owner's. */
export function mayChange({ scope, actor }: Pick<Ctx, 'scope' | 'actor'>, { owner, commissioner }: Place): boolean {
  if (scope.permissions === 'all') return true
  if (scope.commissioners !== 'all') return scope.commissioners.includes(commissioner)
  return actor.post?.organisation === owner
}
