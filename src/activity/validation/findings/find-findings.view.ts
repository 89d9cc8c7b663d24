import { sql } from '#db'
import type { Asker } from '#platform'
import type { FindingsQuestion } from './findings-question.ts'
import { answeringTables } from './finding-tables.store.ts'
import { findingColumns } from './finding-row.ts'
import { reachOf } from './scope-sql.ts'

const texts = [
  ['commissioner', 'f.commissioner'],
  ['provider', 'f.provider'],
  ['practice', 'f.practice'],
  ['lineId', 'f.line_id'],
  ['rule', 'f.rule'],
  ['confidence', 'f.confidence'],
  ['hold', 'f.hold'],
  ['snapshot', 'f.snapshot'],
] as const

/** The findings asked for, within what the asker may see; a query over `f` still without columns. */
export function foundFindings({ db, scope }: Asker, question: FindingsQuestion) {
  const found = answeringTables(db)
    .selectFrom('validation.v_finding as f')
    .where('f.month', '=', question.month)
    .where(reachOf(scope))
    .$if(question.state === undefined, (query) => query.where('f.state', '<>', 'gone'))
    .$if(question.state !== undefined, (query) => query.where('f.state', '=', question.state!))
  return texts.reduce((query, [key, column]) => {
    const wanted = question[key]
    return wanted === undefined ? query : query.where(column, '=', wanted)
  }, found)
}

export const lastEventId = sql<
  number | null
>`(SELECT max(e.finding_event_id) FROM validation.finding_event AS e WHERE e.finding_id = f.finding_id)`.as(
  'last_event_id',
)

/** The same with all that is known of each. */
export const findingRows = (asker: Asker, question: FindingsQuestion) =>
  foundFindings(asker, question)
    .select([...findingColumns])
    .select(lastEventId)
