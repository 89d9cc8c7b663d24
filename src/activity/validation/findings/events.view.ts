import type { Database } from '#db'
import type { FindingEvent } from '../answering/finding.ts'
import { type FindingEventTable, answeringTables } from './finding-tables.store.ts'

const eventOf = (row: Omit<FindingEventTable, 'finding_event_id'> & { finding_event_id: number }): FindingEvent => ({
  eventId: row.finding_event_id,
  event: row.event,
  verdict: row.verdict,
  words: row.words,
  acceptedPence: row.accepted_pence,
  challengeReference: row.challenge_reference,
  actor: row.actor,
  at: row.at,
})

/** What was said and decided of each of these findings, the earliest first. */
export async function eventsOf(
  db: Database,
  findingIds: readonly number[],
): Promise<ReadonlyMap<number, readonly FindingEvent[]>> {
  if (findingIds.length === 0) return new Map()
  const rows = await answeringTables(db)
    .selectFrom('validation.finding_event as e')
    .selectAll('e')
    .where('e.finding_id', 'in', [...findingIds])
    .orderBy('e.finding_event_id')
    .execute()
  const byFinding = new Map<number, FindingEvent[]>()
  for (const row of rows) byFinding.set(row.finding_id, [...(byFinding.get(row.finding_id) ?? []), eventOf(row)])
  return byFinding
}
