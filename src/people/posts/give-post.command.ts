import type { Database } from '#db'
import { type Organisation, findOrganisation } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, type Role, dayInLondon, findRole, ok, refused } from '#shared'
import { noSuchPerson } from '../persons/no-such-person.ts'
import { findPerson, lockPeople } from '../persons/person.store.ts'
import { placeOf } from './place.ts'
import { type RecordedPost, insertPost, postsOf } from './post.store.ts'
import { mustBeApart } from './separation.ts'
import { placeWords } from './place-words.ts'
import { termWords, termsOverlap } from './term.ts'

export interface PostToGive {
  readonly personId: string
  readonly role: string
  /** The code of the organisation; nothing for a post at the installation itself. */
  readonly organisation: string | null
  readonly from: PlainDate
  /** The first day on which it is no longer held; nothing = until it is ended. */
  readonly to: PlainDate | null
}

export type GiveRefusal =
  | 'no-person'
  | 'no-role'
  | 'no-organisation'
  | 'wrong-place'
  | 'dates'
  | 'same-post'
  | 'separation'

const refuseDates = ({ from, to }: PostToGive): Refused<'dates'> | undefined =>
  to !== null && to <= from
    ? refused('dates', 'The post ends before it begins. Give a last day that is not before the first, or none.')
    : undefined

/** Whether a role may be held at an organisation of this kind, or at the installation. */
function refusePlace(ctx: Ctx, role: Role, organisation: Organisation | null): Refused<'wrong-place'> | undefined {
  const place = placeOf(organisation?.kind ?? null)
  if (place && role.at.includes(place)) return undefined
  const wanted = role.at.map((each) => placeWords(ctx.vocabulary, each)).join(' or ')
  const given = organisation
    ? `${organisation.name} is a ${ctx.vocabulary.word(organisation.kind)}`
    : 'no organisation was given'
  return refused(
    'wrong-place',
    `The post “${role.title}” is held at ${wanted}, and ${given}. Choose another organisation or another role.`,
  )
}

/** What somebody already holds, or will, that cannot go together with the new post. */
function refuseBeside(
  given: PostToGive,
  role: Role,
  held: readonly RecordedPost[],
  today: PlainDate,
): Refused<'same-post' | 'separation'> | undefined {
  const beside = held.filter((post) => termsOverlap(post, given))
  const same = beside.find((post) => post.role === given.role && post.organisation === given.organisation)
  if (same)
    return refused(
      'same-post',
      `They hold this post already in that time: ${termWords(same, today)}. End that one first, or give other dates.`,
    )
  const against = beside.map((post) => findRole(post.role)).find((other) => other && mustBeApart(role, other))
  return (
    against &&
    refused(
      'separation',
      `“${role.title}” and “${against.title}” may not be one person’s posts at the same time: whoever gives posts must not find out who ` +
        'patients are nor handle payments, or they could give themselves the means to. ' +
        'End the other post first, or give this one to somebody else.',
    )
  )
}

async function refusePost(
  ctx: Ctx,
  tx: Database,
  given: PostToGive,
): Promise<Refused<GiveRefusal> | { readonly name: string }> {
  const person = await findPerson(tx, given.personId)
  if (!person) return noSuchPerson
  const role = findRole(given.role)
  if (!role)
    return refused('no-role', `There is no role “${given.role}”. The page of roles lists those that there are.`)
  const organisation = given.organisation === null ? null : ((await findOrganisation(tx, given.organisation)) ?? null)
  if (given.organisation !== null && !organisation)
    return refused(
      'no-organisation',
      `There is no organisation with the code “${given.organisation}”. Import it first, or correct the code.`,
    )
  const today = dayInLondon(ctx.clock.now())
  return (
    refuseDates(given) ??
    refusePlace(ctx, role, organisation) ??
    refuseBeside(given, role, await postsOf(tx, given.personId), today) ??
    person
  )
}

/**
 * Gives somebody a post for a term. Refused when the role is not held at that kind of organisation, when they hold the
 * same post in that time already, and when two posts must not be one person's at once.
 */
export const givePost = (ctx: Ctx, given: PostToGive): Promise<Result<{ postId: string }, GiveRefusal>> =>
  ctx.transaction(async (tx) => {
    await lockPeople(tx)
    const checked = await refusePost(ctx, tx, given)
    if ('code' in checked) return checked
    const postId = await insertPost(tx, given, { at: ctx.clock.now(), by: ctx.actor.name })
    const { personId, role, organisation, from, to } = given
    const after = { personId, role, organisation, from, to }
    const detail = { postId, role, organisation, from, to, person: checked.name }
    await ctx.audit(tx, 'post.give', `person ${personId}`, detail, { after })
    return ok({ postId })
  })
