import type { Database } from '#db'
import { findOrganisation, practicesOf } from '#organisations'
import { listColleagues } from '#people'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, mayDo, ok, refused } from '#shared'
import { findBody } from '../bodies/bodies.view.ts'
import { writeMember } from '../bodies/body.command.ts'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import type { MemberKind } from '../model/body.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import { add, addElection, lockElection, numbersText } from '../stores/meetings.store.ts'
import { type Count, countVotes } from './count.ts'
import { type Election, type ElectionStage, findElection, stageOf } from './elections.view.ts'

export interface ElectionToOpen {
  readonly bodyNo: number
  readonly title: string
  readonly places: number
  /** As what kind of member whoever is elected joins. */
  readonly kind: MemberKind
  readonly nominationsUntil: PlainDate
  readonly votesUntil: PlainDate
}

function refuseElection(
  { title, places, nominationsUntil, votesUntil }: ElectionToOpen,
  day: PlainDate,
): Refused | undefined {
  if (title.trim() === '' || title.trim().length > 200)
    return refused('title', 'Give it a title of at most 200 characters.')
  if (!Number.isInteger(places) || places < 1 || places > 20)
    return refused('places', 'Say for how many places, from 1 to 20.')
  if (nominationsUntil <= day)
    return refused('nominations_until', 'Choose a day to come, so that people can be put forward.')
  if (votesUntil <= nominationsUntil)
    return refused('votes_until', 'Practices vote after names are in: choose a later day.')
  return refuseWords({ title }, day, 200)
}

/** Opens an election of members of a group's body by its practices. */
export async function openElection(ctx: Ctx, election: ElectionToOpen): Promise<Result<{ electionNo: number }>> {
  const body = await findBody(ctx, election.bodyNo)
  if (!body || !(await mayRun(ctx, body.owner))) return notHere()
  if ((await practicesOf(ctx.db, body.owner, today(ctx))).length === 0)
    return refused('title', 'No practice belongs to whose body this is, so nobody could vote.')
  const wrong = refuseElection(election, today(ctx))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const electionNo = await addElection(tx, {
      body_no: election.bodyNo,
      title: election.title.trim(),
      places: election.places,
      kind: election.kind,
      nominations_until: election.nominationsUntil,
      votes_until: election.votesUntil,
      ...deedOf(ctx.actor, body.owner, ctx.clock.now()),
    })
    await ctx.audit(tx, 'election.open', `election ${electionNo}`, { body: election.bodyNo, places: election.places })
    return ok({ electionNo })
  })
}

const stageRefusals: Readonly<Record<ElectionStage, string>> = {
  nominating: 'Names are still being put forward.',
  voting: 'Practices are voting.',
  'to-count': 'Voting is over.',
  counted: 'It was counted.',
}

const refuseStage = (ctx: Ctx, election: Election, wanted: ElectionStage, field: string): Refused | undefined => {
  const stage = stageOf(election, today(ctx))
  return stage === wanted ? undefined : refused(field, stageRefusals[stage])
}

export interface NominationToMake {
  readonly electionNo: number
  readonly name: string
  readonly organisation: string | null
  readonly words: string
}

/** A practice that votes, or whoever runs it. */
export const mayNominate = async (ctx: Ctx, { owner }: Election): Promise<boolean> =>
  (await mayRun(ctx, owner)) ||
  (mayDo(ctx.scope, 'meeting.attend') &&
    (await practicesOf(ctx.db, owner, today(ctx))).includes(ctx.actor.post?.organisation ?? ''))

/** A practice, or whoever runs it, puts somebody forward. */
export async function nominate(
  ctx: Ctx,
  { electionNo, name, organisation, words }: NominationToMake,
): Promise<Result<unknown>> {
  const election = await findElection(ctx, electionNo)
  if (!election || !(await mayNominate(ctx, election))) return notHere()
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > 120) return refused('name', 'Say who is put forward.')
  if (election.nominations.some((one) => one.name === trimmed))
    return refused('name', `${trimmed} was put forward already.`)
  if (organisation !== null && !(await findOrganisation(ctx.db, organisation)))
    return refused('organisation', `${organisation} is no organisation that is known here. Check its code.`)
  const wrong = refuseStage(ctx, election, 'nominating', 'name') ?? refuseWords({ name, words }, today(ctx), 2_000)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockElection(tx, electionNo)
    const deed = deedOf(ctx.actor, election.owner, ctx.clock.now())
    await add(tx, 'meetings.nomination', {
      election_no: electionNo,
      name: trimmed,
      organisation,
      words: words.trim(),
      ...deed,
    })
    await ctx.audit(tx, 'election.nominate', `election ${electionNo}`, {})
    return ok({ electionNo })
  })
}

export interface Vote {
  readonly electionNo: number
  /** Whose vote it is: of a person in a post of a practice always their own. */
  readonly practice: string
  readonly choices: readonly number[]
}

function refuseVote(ctx: Ctx, election: Election, choices: readonly number[]): Refused | undefined {
  const known = new Set(election.nominations.map(({ nominationNo }) => nominationNo))
  if (choices.length === 0) return refused('choices', 'Choose at least one name.')
  if (
    choices.length > election.places ||
    new Set(choices).size < choices.length ||
    !choices.every((one) => known.has(one))
  )
    return refused('choices', `Choose at most ${election.places}, of those who were put forward.`)
  return refuseStage(ctx, election, 'voting', 'choices')
}

const isOwnPractice = ({ scope, actor }: Ctx, practice: string): boolean =>
  scope.permissions === 'all' || actor.post?.organisation === practice

/** A practice votes, once: who for is nobody else's to see, and nobody's to change. */
export async function castVote(ctx: Ctx, { electionNo, practice, choices }: Vote): Promise<Result<unknown>> {
  const election = await findElection(ctx, electionNo)
  const isMember =
    election !== undefined &&
    isOwnPractice(ctx, practice) &&
    mayDo(ctx.scope, 'meeting.attend') &&
    (await practicesOf(ctx.db, election.owner, today(ctx))).includes(practice)
  if (!election || !isMember) return notHere()
  const wrong = refuseVote(ctx, election, choices)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockElection(tx, electionNo)
    const now = (await findElection({ ...ctx, db: tx }, electionNo))!
    if (now.ownChoices !== null) return refused('choices', 'Your practice has voted: one practice has one vote.')
    const deed = deedOf(ctx.actor, election.owner, ctx.clock.now())
    await add(tx, 'meetings.ballot', { election_no: electionNo, practice, choices: numbersText(choices), ...deed })
    await ctx.audit(tx, 'election.vote', `election ${electionNo}`, { practice })
    return ok({ electionNo })
  })
}

export interface Closing {
  readonly electionNo: number
  /** Who were drawn by lot, where some were level. */
  readonly lot: readonly number[]
  readonly words: string
}

function electedBy({ elected, tied, placesLeft }: Count, lot: readonly number[]): Refused | number[] {
  const sure = elected.map(({ nominationNo }) => nominationNo)
  if (tied.length === 0) return sure
  const fits =
    new Set(lot).size === placesLeft && lot.every((one) => tied.some(({ nominationNo }) => nominationNo === one))
  if (fits) return [...sure, ...lot]
  const names = tied.map(({ name }) => name).join(', ')
  const wanted = placesLeft === 1 ? 'who was drawn' : `the ${placesLeft} who were drawn`
  return refused('lot', `${names} are level. Draw a lot at the general meeting, and say ${wanted}.`)
}

async function admitElected(ctx: Ctx, tx: Database, election: Election, elected: readonly number[]): Promise<void> {
  const day = today(ctx)
  const colleagues = await listColleagues({ db: tx }, { on: day })
  for (const { nominationNo, name, organisation } of election.nominations) {
    if (!elected.includes(nominationNo)) continue
    const people = new Set(colleagues.filter((one) => one.name === name).map(({ personId }) => personId))
    const personId = people.size === 1 ? [...people][0]! : null
    await writeMember(ctx, tx, election.owner, {
      bodyNo: election.bodyNo,
      name,
      kind: election.kind,
      personId,
      organisation,
      from: day,
    })
  }
}

/** Counts the votes once voting is over. Whoever is elected is a member from today on; where some are level a lot says who. */
export async function closeElection(
  ctx: Ctx,
  { electionNo, lot, words }: Closing,
): Promise<Result<{ elected: number }>> {
  const election = await findElection(ctx, electionNo)
  if (!election || !(await mayRun(ctx, election.owner))) return notHere()
  const wrong = refuseStage(ctx, election, 'to-count', 'words') ?? refuseWords({ words }, today(ctx), 1_000)
  if (wrong) return wrong
  if (election.nominations.length === 0) return refused('words', 'Nobody was put forward. Open another election.')
  return ctx.transaction(async (tx) => {
    await lockElection(tx, electionNo)
    const now = (await findElection({ ...ctx, db: tx }, electionNo))!
    if (now.isCounted) return refused('words', stageRefusals.counted)
    const counted = now.nominations.map((one) => ({ ...one, votes: one.votes ?? 0 }))
    const elected = electedBy(countVotes(counted, now.places), lot)
    if ('code' in elected) return elected
    const deed = deedOf(ctx.actor, election.owner, ctx.clock.now())
    await add(tx, 'meetings.election_close', {
      election_no: electionNo,
      elected: numbersText(elected),
      words: words.trim(),
      ...deed,
    })
    await admitElected(ctx, tx, now, elected)
    await ctx.audit(tx, 'election.count', `election ${electionNo}`, { elected: elected.length, voted: now.voted })
    return ok({ elected: elected.length })
  })
}
