import type { Database, Insertable } from '#db'
import {
  type AssessmentEventTable,
  type AssessmentTable,
  type PracticeReadingTable,
  type RatingTable,
  type ReadingTable,
  tablesOf,
} from '../stores/framework-tables.store.ts'

export async function insertAssessment(
  tx: Database,
  assessment: Omit<Insertable<AssessmentTable>, 'assessment_no'>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('framework.assessment')
    .values(assessment)
    .returning('assessment_no')
    .executeTakeFirstOrThrow()
  return row.assessment_no
}

export async function insertRatings(
  tx: Database,
  rows: readonly Omit<Insertable<RatingTable>, 'rating_no'>[],
): Promise<void> {
  if (rows.length > 0)
    await tablesOf(tx)
      .insertInto('framework.rating')
      .values([...rows])
      .execute()
}

export async function insertAssessmentEvent(
  tx: Database,
  event: Omit<Insertable<AssessmentEventTable>, 'event_no'>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('framework.assessment_event')
    .values(event)
    .returning('event_no')
    .executeTakeFirstOrThrow()
  return row.event_no
}

export async function insertReadings(
  tx: Database,
  readings: readonly Insertable<ReadingTable>[],
  practices: readonly Insertable<PracticeReadingTable>[],
): Promise<void> {
  if (readings.length > 0)
    await tablesOf(tx)
      .insertInto('framework.reading')
      .values([...readings])
      .execute()
  for (let at = 0; at < practices.length; at += 1_000)
    await tablesOf(tx)
      .insertInto('framework.practice_reading')
      .values(practices.slice(at, at + 1_000))
      .execute()
}
