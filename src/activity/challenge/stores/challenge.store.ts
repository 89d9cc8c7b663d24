import { type Database, sql } from '#db'
import type { Ctx } from '#platform'
import type { Answer, ChallengeHead, EventName, Item, Side } from '../model/challenge.ts'
import { makeReference } from '../model/reference.ts'
import { tablesOf } from './challenge-tables.store.ts'

export type NewChallenge = Omit<ChallengeHead, 'challengeId' | 'reference'>

/** Where nobody can see each other’s challenges, numbers are found by trying: the next that is free. */
const mostTries = 1_000

async function tryNumber(tx: Database, one: NewChallenge, number: number): Promise<ChallengeHead | undefined> {
  const reference = makeReference(one.month, one.provider, number)
  const made = await tablesOf(tx)
    .insertInto('challenge.challenge')
    .values({
      reference,
      commissioner: one.commissioner,
      provider: one.provider,
      month: one.month,
      snapshot: one.snapshot,
      contract: one.contract,
      acknowledge_days: one.acknowledgeDays,
      answer_days: one.answerDays,
      escalate_days: one.escalateDays,
      tolerance_pence: one.tolerancePence,
      drafted_at: one.draftedAt,
      drafted_by: one.draftedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('challenge_id as challengeId')
    .executeTakeFirst()
  return made && { ...one, ...made, reference }
}

export async function insertChallenge(tx: Database, one: NewChallenge): Promise<ChallengeHead> {
  for (let number = 1; number <= mostTries; number++) {
    const made = await tryNumber(tx, one, number)
    if (made) return made
  }
  throw new Error(`there are ${mostTries} challenges of ${one.provider} for ${one.month} already`)
}

const chunk = 1_000

async function inChunks<Row>(rows: readonly Row[], insert: (part: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk) await insert(rows.slice(at, at + chunk))
}

const itemRow = (challengeId: number, item: Item) => ({
  challenge_id: challengeId,
  item_no: item.itemNo,
  finding_id: item.findingId,
  line_id: item.lineId,
  about: item.about,
  practice: item.practice,
  pod: item.pod,
  hrg: item.hrg,
  tfc: item.tfc,
  start_date: item.startDate,
  rule: item.rule,
  title: item.title,
  words: item.words,
  quantity_thousandths: item.quantityThousandths,
  unit_price_pence: item.unitPricePence,
  billed_pence: item.billedPence,
  claimed_pence: item.claimedPence,
})

export const insertItems = (tx: Database, challengeId: number, items: readonly Item[]): Promise<void> =>
  inChunks(items, (part) =>
    tablesOf(tx)
      .insertInto('challenge.item')
      .values(part.map((item) => itemRow(challengeId, item)))
      .execute(),
  )

/** Answers with the findings that could be taken: one that is in another live challenge is not among them. */
export async function takeFindings(tx: Database, challengeId: number, items: readonly Item[]): Promise<Set<number>> {
  const taken = new Set<number>()
  await inChunks(items, async (part) => {
    const rows = await tablesOf(tx)
      .insertInto('challenge.live_finding')
      .values(
        part.map(({ findingId, itemNo }) => ({ finding_id: findingId, challenge_id: challengeId, item_no: itemNo })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('finding_id as findingId')
      .execute()
    for (const { findingId } of rows) taken.add(findingId)
  })
  return taken
}

export const letGo = (tx: Database, challengeId: number, findingIds: readonly number[]): Promise<void> =>
  inChunks(findingIds, (part) =>
    tablesOf(tx)
      .deleteFrom('challenge.live_finding')
      .where('challenge_id', '=', challengeId)
      .where('finding_id', 'in', part)
      .execute(),
  )

/** Locks a challenge, so that two who decide about it take turns. */
export async function lockChallenge(tx: Database, reference: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT c.challenge_id FROM challenge.challenge AS c WHERE c.reference = ${reference} FOR NO KEY UPDATE`.execute(tx)
  return rows.length > 0
}

export interface NewEvent {
  readonly event: EventName
  readonly side: Side
  readonly itemNo?: number
  readonly answer?: Answer
  readonly acceptedPence?: number
  readonly words?: string | null
  readonly fileSha256?: string
}

export async function appendEvents(
  ctx: Ctx,
  tx: Database,
  challengeId: number,
  events: readonly NewEvent[],
): Promise<void> {
  const [at, actor, personId] = [ctx.clock.now(), ctx.actor.name, ctx.scope.personId ?? null]
  await inChunks(events, (part) =>
    tablesOf(tx)
      .insertInto('challenge.event')
      .values(
        part.map(({ event, side, itemNo, answer, acceptedPence, words, fileSha256 }) => ({
          challenge_id: challengeId,
          item_no: itemNo ?? null,
          event,
          decision: answer?.decision ?? null,
          quantity_thousandths: answer?.quantityThousandths ?? null,
          price_pence: answer?.pricePence ?? null,
          accepted_pence: (answer?.acceptedPence ?? acceptedPence ?? null) as never,
          words: words ?? answer?.words ?? null,
          file_sha256: fileSha256 ?? null,
          side,
          actor,
          person_id: personId,
          at,
        })),
      )
      .execute(),
  )
}

export interface NewReplyFile {
  readonly sha256: string
  readonly fileName: string
  readonly answers: number
}

/** False where the same file was taken before, whoever sent it. */
export async function insertReplyFile(
  ctx: Ctx,
  tx: Database,
  challengeId: number,
  file: NewReplyFile,
): Promise<boolean> {
  const made = await tablesOf(tx)
    .insertInto('challenge.reply_file')
    .values({
      sha256: file.sha256,
      challenge_id: challengeId,
      file_name: file.fileName,
      answers: file.answers,
      received_at: ctx.clock.now(),
      received_by: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('sha256')
    .executeTakeFirst()
  return made !== undefined
}
