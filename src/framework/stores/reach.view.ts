import { commissionersAsAt, findOrganisation, groupsAsAt, onlyCommissioner } from '#organisations'
import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, type Result, dayInLondon, ok, refused } from '#shared'

export interface Place {
  /** The group whose it is, or the commissioner itself. */
  readonly owner: string
  readonly commissioner: string
}

/** The commissioner of a group: that of its practices today, else the only one there is. */
export async function commissionerOf(db: Database, group: string, on: PlainDate): Promise<string | null> {
  const groups = await groupsAsAt(db, on)
  const commissioners = await commissionersAsAt(db, on)
  const own = [...groups]
    .filter(([, each]) => each === group)
    .flatMap(([practice]) => commissioners.get(practice) ?? [])
  return own[0] ?? onlyCommissioner(db)
}

type Asking = Pick<Ctx, 'db' | 'scope' | 'clock' | 'actor'>

/** Whether a group, or a commissioner, is that of the asker's practices on a day. */
async function isOfPractices({ db, scope }: Asking, { owner, commissioner }: Place, on: PlainDate): Promise<boolean> {
  if (scope.practices === 'all') return false
  const parents = owner === commissioner ? await commissionersAsAt(db, on) : await groupsAsAt(db, on)
  return scope.practices.some(({ practice }) => parents.get(practice) === owner)
}

/**
 * The group or commissioner of a code with the commissioner it belongs to, where it is the asker's: their own group, the group or the
 * commissioner of their practice, or a group of their commissioner. Another's is answered as one that does not exist.
 */
export async function findPlace(asking: Asking, code: string): Promise<Place | undefined> {
  const { db, scope, actor, clock } = asking
  const today = dayInLondon(clock.now())
  const found = await findOrganisation(db, code)
  if (!found || scope.providers !== 'all' || (found.kind !== 'group' && found.kind !== 'commissioner')) return undefined
  const commissioner = found.kind === 'commissioner' ? code : await commissionerOf(db, code, today)
  if (commissioner === null) return undefined
  const place = { owner: code, commissioner }
  if (scope.commissioners !== 'all') return scope.commissioners.includes(commissioner) ? place : undefined
  const own = actor.post?.organisation
  if (own === code || (own === undefined && scope.practices === 'all')) return place
  // Whoever works for a group has practices in reach that may have been elsewhere before: only the group itself, and its commissioner, are theirs.
  const isGroup = own !== undefined && (await findOrganisation(db, own))?.kind === 'group'
  if (isGroup)
    return found.kind === 'commissioner' && (await commissionerOf(db, own, today)) === code ? place : undefined
  return (await isOfPractices(asking, place, today)) ? place : undefined
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
