import type { Database, Insertable } from '#db'
import { type IndicatorTables, tablesOf } from '../stores/indicator-tables.store.ts'

export async function insertLesson(
  tx: Database,
  lesson: Insertable<IndicatorTables['indicators.lesson']>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('indicators.lesson')
    .values(lesson)
    .returning('lesson_no')
    .executeTakeFirstOrThrow()
  return row.lesson_no
}

export const insertLessonVersion = (
  tx: Database,
  version: Insertable<IndicatorTables['indicators.lesson_version']>,
): Promise<unknown> => tablesOf(tx).insertInto('indicators.lesson_version').values(version).execute()
