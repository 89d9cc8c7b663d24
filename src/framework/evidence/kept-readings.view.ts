import type { Asker } from '#platform'
import type { PlainDate } from '#shared'
import { tablesOf } from '../stores/framework-tables.store.ts'
import type { PracticeReading, Reading } from './reading.ts'

type Asking = Pick<Asker, 'db' | 'scope'>

async function practicesKept({ db, scope }: Asking, eventNo: number): Promise<Map<string, PracticeReading[]>> {
  const own = scope.practices === 'all' ? undefined : scope.practices.map(({ practice }) => practice)
  const rows = await tablesOf(db)
    .selectFrom('framework.practice_reading as p')
    .select(['p.target', 'p.practice', 'p.is_met', 'p.words'])
    .where('p.event_no', '=', eventNo)
    .$if(own !== undefined, (query) => query.where('p.practice', 'in', own!.length > 0 ? own! : ['']))
    .orderBy('p.practice')
    .execute()
  const found = new Map<string, PracticeReading[]>()
  for (const { target, practice, is_met: isMet, words } of rows)
    found.set(target, [...(found.get(target) ?? []), { practice, isMet, words }])
  return found
}

/** What was measured when an assessment was last signed off, opened again since or not; of practices those the asker sees. */
export async function keptReadings(asker: Asking, assessmentNo: number): Promise<Reading[]> {
  const rows = await tablesOf(asker.db)
    .selectFrom('framework.reading as r')
    .selectAll('r')
    .where('r.assessment_no', '=', assessmentNo)
    .where('r.event_no', '=', (of) =>
      of
        .selectFrom('framework.reading as n')
        .select((one) => one.fn.max('n.event_no').as('last'))
        .where('n.assessment_no', '=', assessmentNo),
    )
    .execute()
  const eventNo = rows[0]?.event_no
  const practices = eventNo === undefined ? new Map<string, PracticeReading[]>() : await practicesKept(asker, eventNo)
  return rows.map((row) => ({
    target: row.target,
    have: row.have,
    of: row.of,
    isMet: row.is_met,
    figure: row.figure,
    threshold: row.threshold,
    on: row.on_date as PlainDate,
    records: row.records,
    practices: practices.get(row.target) ?? [],
  }))
}
