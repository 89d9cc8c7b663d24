import { type Database, sql } from '#db'
import { answeringTables } from '../findings/finding-tables.store.ts'
import type { EventBy } from '../answering/finding-event.store.ts'
import type { OwnLine } from './own-lines.view.ts'

const answeredLineLock = 7_100_021

type LineName = Pick<OwnLine, 'commissioner' | 'provider' | 'month' | 'lineId'>

/** Two answers about one line come one after the other, until the end of the transaction. */
export async function lockLine(tx: Database, { commissioner, provider, month, lineId }: LineName): Promise<void> {
  const line = [commissioner, provider, month, lineId].join('|')
  await sql`SELECT pg_advisory_xact_lock(${answeredLineLock}, hashtext(${line}))`.execute(tx)
}

/** What a practice last said of a line in which no finding is. */
export interface LineAnswer {
  readonly lineAnswerId: number
  readonly event: 'agreed' | 'withdrawn'
  readonly actor: string
  readonly at: Date
}

export async function findLineAnswer(
  tx: Database,
  { commissioner, provider, month, lineId, practice }: LineName & Pick<OwnLine, 'practice'>,
): Promise<LineAnswer | undefined> {
  return answeringTables(tx)
    .selectFrom('validation.line_answer as a')
    .select(['a.line_answer_id as lineAnswerId', 'a.event', 'a.actor', 'a.at'])
    .where('a.month', '=', month)
    .where('a.practice', '=', practice)
    .where('a.provider', '=', provider)
    .where('a.line_id', '=', lineId)
    .where('a.commissioner', '=', commissioner)
    .orderBy('a.line_answer_id', 'desc')
    .executeTakeFirst()
}

/** Appends that a line was found right, or that this was taken back. Answers with its id. */
export async function insertLineAnswer(
  tx: Database,
  {
    commissioner,
    provider,
    month,
    lineId,
    practice,
    snapshot,
    billedPence,
  }: Omit<OwnLine, 'importNo' | 'lineNo' | 'pod' | 'hrg' | 'tfc' | 'startDate' | 'pricePence'>,
  event: LineAnswer['event'],
  { actor, personId, at }: EventBy,
): Promise<number> {
  const row = await answeringTables(tx)
    .insertInto('validation.line_answer')
    .values({
      commissioner,
      provider,
      month,
      line_id: lineId,
      practice,
      snapshot,
      event,
      billed_pence: billedPence,
      actor,
      person_id: personId,
      at,
    })
    .returning('line_answer_id')
    .executeTakeFirstOrThrow()
  return row.line_answer_id
}

/** The line of an answer, with what is needed to answer about it again, and whether nothing was said since. */
export async function findAnsweredLine(tx: Database, lineAnswerId: number) {
  const row = await answeringTables(tx)
    .selectFrom('validation.line_answer as a')
    .selectAll('a')
    .where('a.line_answer_id', '=', lineAnswerId)
    .where('a.event', '=', 'agreed')
    .executeTakeFirst()
  if (!row) return undefined
  const { commissioner, provider, month, practice, snapshot } = row
  const line = { commissioner, provider, month, practice, snapshot, lineId: row.line_id, billedPence: row.billed_pence }
  return { ...line, isLatest: (await findLineAnswer(tx, line))?.lineAnswerId === lineAnswerId }
}
