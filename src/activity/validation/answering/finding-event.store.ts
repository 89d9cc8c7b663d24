import type { Database } from '#db'
import type { Pence } from '#shared'
import { answeringTables } from '../findings/finding-tables.store.ts'
import type { FindingEventName } from './finding.ts'

export interface NewFindingEvent {
  readonly findingId: number
  readonly event: FindingEventName
  readonly verdict?: string
  readonly words?: string
  readonly acceptedPence?: Pence
  readonly challengeReference?: string
}

export interface EventBy {
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

/**
 * Holds findings until the end of the transaction, in the order of their numbers: two who decide about the same ones wait for each
 * other and never for ever.
 */
export async function lockFindings(tx: Database, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await answeringTables(tx)
    .selectFrom('validation.finding as f')
    .select('f.finding_id')
    .where('f.finding_id', 'in', [...ids])
    .orderBy('f.finding_id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.finding_id)
}

/** Appends what was said or decided. Answers with the ids of the events, in the order given. */
export async function appendFindingEvents(
  tx: Database,
  events: readonly NewFindingEvent[],
  { actor, personId, at }: EventBy,
): Promise<number[]> {
  if (events.length === 0) return []
  const rows = await answeringTables(tx)
    .insertInto('validation.finding_event')
    .values(
      events.map((one) => ({
        finding_id: one.findingId,
        event: one.event,
        verdict: one.verdict ?? null,
        words: one.words ?? null,
        accepted_pence: one.acceptedPence ?? null,
        challenge_reference: one.challengeReference ?? null,
        actor,
        person_id: personId,
        at,
      })),
    )
    .returning('finding_event_id')
    .execute()
  return rows.map((row) => row.finding_event_id)
}
