import type { Database } from '#db'
import { findOrganisation } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, ok, refused } from '#shared'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import { type BodyKind, type MemberKind, type Terms, isMemberOn } from '../model/body.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import { add, addBody, addMember } from '../stores/meetings.store.ts'
import { findBody, listBodies } from './bodies.view.ts'

export interface BodyToForm {
  readonly owner: string
  readonly kind: BodyKind
  readonly name: string
  readonly terms: Terms
}

const hour = /^([01][0-9]|2[0-3]):[0-5][0-9]$/

function refuseTerms(
  { purpose, quorum, rules, everyMonths, starts, minutesLong, place }: Terms,
  day: PlainDate,
): Refused | undefined {
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > 200)
    return refused('quorum', 'Say how many members decide at least: a number from 1 on.')
  if (rules.some(({ least }) => !Number.isInteger(least) || least < 0 || least > 200))
    return refused('rules', 'Say of each kind of member how many there must be at least, like 1.')
  if (everyMonths !== null && !(everyMonths >= 1 && everyMonths <= 24))
    return refused('every', 'Say every how many months it meets, from 1 to 24, or leave it empty.')
  if (!hour.test(starts)) return refused('starts', 'Write the hour like 14:00.')
  if (!(minutesLong >= 15 && minutesLong <= 720)) return refused('long', 'A meeting takes from 15 to 720 minutes.')
  return refuseWords({ purpose, place }, day)
}

const termsRow = ({ purpose, quorum, rules, everyMonths, afterBody, starts, minutesLong, place }: Terms) => ({
  purpose: purpose.trim(),
  quorum,
  rules: JSON.stringify(rules.filter(({ least }) => least > 0)),
  every_months: everyMonths,
  after_body: afterBody,
  starts,
  minutes_long: minutesLong,
  place: place.trim(),
})

/** Back to back with a body that is there and meets by itself. */
async function refuseAfter(ctx: Ctx, afterBody: number | null, bodyNo?: number): Promise<Refused | undefined> {
  if (afterBody === null) return undefined
  const before = await findBody(ctx, afterBody)
  if (!before || afterBody === bodyNo) return refused('after', 'Choose another body, straight after which it meets.')
  return before.terms.afterBody === null
    ? undefined
    : refused('after', `${before.name} itself meets after another body. Choose that one.`)
}

/** Sets up a body under an owner, with its terms of reference in short. */
export async function formBody(ctx: Ctx, body: BodyToForm): Promise<Result<{ bodyNo: number }>> {
  const { owner, kind, terms } = body
  if (!(await mayRun(ctx, owner))) return notHere()
  const name = body.name.trim()
  if (name === '' || name.length > 120) return refused('name', 'Give it a name of at most 120 characters.')
  if ((await listBodies(ctx, { owner })).some((other) => other.name === name))
    return refused('name', `There is a body called ${name} already. Open that one, or choose another name.`)
  const wrong =
    refuseTerms(terms, today(ctx)) ?? refuseWords({ name }, today(ctx)) ?? (await refuseAfter(ctx, terms.afterBody))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(ctx.actor, owner, ctx.clock.now())
    const bodyNo = await addBody(tx, { kind, name, ...deed })
    await add(tx, 'meetings.body_terms', { body_no: bodyNo, ...termsRow(terms), ...deed })
    await ctx.audit(tx, 'body.form', `body ${bodyNo}`, { owner, kind, quorum: terms.quorum })
    return ok({ bodyNo })
  })
}

/** Gives a body other terms; those it had stay on record. */
export async function changeTerms(ctx: Ctx, bodyNo: number, terms: Terms): Promise<Result<{ bodyNo: number }>> {
  const body = await findBody(ctx, bodyNo)
  if (!body || !(await mayRun(ctx, body.owner))) return notHere()
  const wrong = refuseTerms(terms, today(ctx)) ?? (await refuseAfter(ctx, terms.afterBody, bodyNo))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await add(tx, 'meetings.body_terms', {
      body_no: bodyNo,
      ...termsRow(terms),
      ...deedOf(ctx.actor, body.owner, ctx.clock.now()),
    })
    await ctx.audit(tx, 'body.terms', `body ${bodyNo}`, { quorum: terms.quorum }, { before: body.terms, after: terms })
    return ok({ bodyNo })
  })
}

export interface MemberToAdd {
  readonly bodyNo: number
  readonly name: string
  readonly kind: MemberKind
  readonly personId: string | null
  /** The practice or other organisation for which they sit. */
  readonly organisation: string | null
  readonly from: PlainDate
}

async function refuseMember(ctx: Ctx, member: MemberToAdd): Promise<Refused | undefined> {
  const name = member.name.trim()
  if (name === '' || name.length > 120) return refused('name', 'Say who it is, in at most 120 characters.')
  if (member.organisation !== null && !(await findOrganisation(ctx.db, member.organisation)))
    return refused('organisation', `${member.organisation} is no organisation that is known here. Check its code.`)
  return refuseWords({ name }, today(ctx))
}

/** Writes a member in a transaction of somebody else's, such as the count of an election. */
export const writeMember = (ctx: Ctx, tx: Database, owner: string, member: MemberToAdd): Promise<number> =>
  addMember(tx, {
    body_no: member.bodyNo,
    name: member.name.trim(),
    kind: member.kind,
    person_id_of: member.personId,
    organisation: member.organisation,
    from_date: member.from,
    ...deedOf(ctx.actor, owner, ctx.clock.now()),
  })

/** Puts several into a body at once, all of them or none. */
export async function admitMembers(
  ctx: Ctx,
  bodyNo: number,
  members: readonly Omit<MemberToAdd, 'bodyNo'>[],
): Promise<Result<{ memberNos: number[] }>> {
  const body = await findBody(ctx, bodyNo)
  if (!body || !(await mayRun(ctx, body.owner))) return notHere()
  const known = [...body.members]
  for (const member of members) {
    const wrong = await refuseMember(ctx, { ...member, bodyNo })
    if (wrong) return wrong
    const same = known.find((one) => one.name === member.name.trim() && isMemberOn(one, member.from))
    if (same)
      return refused('name', `${same.name} is a member already. Name a second one so that the two are told apart.`)
  }
  return ctx.transaction(async (tx) => {
    const memberNos: number[] = []
    for (const member of members) memberNos.push(await writeMember(ctx, tx, body.owner, { ...member, bodyNo }))
    await ctx.audit(tx, 'body.admit', `body ${bodyNo}`, { members: memberNos })
    return ok({ memberNos })
  })
}

/** Puts somebody into a body, with an account here or by name alone. */
export async function admitMember(ctx: Ctx, { bodyNo, ...member }: MemberToAdd): Promise<Result<{ memberNo: number }>> {
  const done = await admitMembers(ctx, bodyNo, [member])
  return done.ok ? ok({ memberNo: done.value.memberNos[0]! }) : done
}

export interface MemberLeaving {
  readonly bodyNo: number
  readonly memberNo: number
  /** The first day on which they are no longer in it. */
  readonly to: PlainDate
  readonly words: string
}

/** Somebody steps down. */
export async function releaseMember(
  ctx: Ctx,
  { bodyNo, memberNo, to, words }: MemberLeaving,
): Promise<Result<unknown>> {
  const body = await findBody(ctx, bodyNo)
  const member = body?.members.find((one) => one.memberNo === memberNo)
  if (!body || !member || !(await mayRun(ctx, body.owner))) return notHere()
  if (member.to !== null) return refused('member', `${member.name} has left already.`)
  if (to < member.from) return refused('to', `${member.name} joined later than that day.`)
  const wrong = refuseWords({ words }, today(ctx))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await add(tx, 'meetings.member_end', {
      member_no: memberNo,
      to_date: to,
      words: words.trim(),
      ...deedOf(ctx.actor, body.owner, ctx.clock.now()),
    })
    await ctx.audit(tx, 'body.release', `body ${bodyNo}`, { member: memberNo, to })
    return ok({ memberNo })
  })
}
