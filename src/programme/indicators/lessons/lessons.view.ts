import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Asking } from '../figures/indicators.view.ts'
import { type Lesson, isFound, topicsOf } from './lesson.ts'

export interface LessonsQuestion {
  readonly lessonNo?: number
  readonly search?: string
  readonly topic?: string
}

/** Lessons of every group of the asker's commissioner, the latest first; those that were taken back are left out. */
export async function listLessons(asking: Asking, question: LessonsQuestion = {}): Promise<Lesson[]> {
  const seen = (await ownersFor(asking)).seen.map(({ code }) => code)
  const { lessonNo, search = '', topic } = question
  const { rows } = await sql<Lesson>`
    SELECT * FROM (
      SELECT DISTINCT ON (v.lesson_no) v.lesson_no AS "lessonNo", v.owner, v.commissioner, v.version, v.title, v.tried, v.happened, v.ask,
             v.result, v.topics, v.is_withdrawn AS "isWithdrawn", l.actor, l.person_id AS "personId", l.at
        FROM indicators.lesson_version AS v JOIN indicators.lesson AS l USING (lesson_no)
       WHERE v.commissioner = ANY (${seen}::text[]) AND (${lessonNo ?? null}::integer IS NULL OR v.lesson_no = ${lessonNo ?? null})
       ORDER BY v.lesson_no, v.version DESC) AS latest
     ORDER BY at DESC, "lessonNo" DESC`.execute(asking.db)
  return rows.filter(
    (lesson) =>
      (!lesson.isWithdrawn || lessonNo !== undefined) &&
      isFound(lesson, search) &&
      (topic === undefined || topicsOf(lesson).includes(topic.toLowerCase())),
  )
}

export const findLesson = async (asking: Asking, lessonNo: number): Promise<Lesson | undefined> =>
  (await listLessons(asking, { lessonNo }))[0]
