import type { Asker } from '#platform'
import { type PlainDate, toPence } from '#shared'
import { tablesOf } from '../stores/budget-tables.store.ts'
import type { Change } from './change.ts'

/** Changes of a budget that the asker may see, the latest first, with their moves as far as they may see those. */
export async function listChanges(
  { db }: Pick<Asker, 'db'>,
  which: { readonly budgetNo: number; readonly changeNo?: number },
): Promise<Change[]> {
  const rows = await tablesOf(db)
    .selectFrom('budgets.change as c')
    .selectAll('c')
    .where('c.budget_no', '=', which.budgetNo)
    .$if(which.changeNo !== undefined, (query) => query.where('c.change_no', '=', which.changeNo!))
    .orderBy('c.change_no', 'desc')
    .execute()
  if (rows.length === 0) return []
  const numbers = rows.map((row) => row.change_no)
  const [moves, events] = await Promise.all([
    tablesOf(db)
      .selectFrom('budgets.change_move as m')
      .selectAll('m')
      .where('m.change_no', 'in', numbers)
      .orderBy('m.practice')
      .orderBy('m.line')
      .execute(),
    tablesOf(db)
      .selectFrom('budgets.change_event as e')
      .selectAll('e')
      .where('e.change_no', 'in', numbers)
      .orderBy('e.change_event_id')
      .execute(),
  ])
  return rows.map((row) => ({
    changeNo: row.change_no,
    budgetNo: row.budget_no,
    commissioner: row.commissioner,
    basedOn: row.based_on,
    kind: row.kind,
    words: row.words,
    effectiveFrom: row.effective_from as PlainDate,
    controlChangePence: toPence(row.control_change_pence),
    moves: moves
      .filter((move) => move.change_no === row.change_no)
      .map(({ practice, group_code: group, line, pence }) => ({
        practice,
        group: group === '' ? null : group,
        line,
        pence: toPence(pence),
      })),
    events: events
      .filter((event) => event.change_no === row.change_no)
      .map(({ event, words, actor, person_id: personId, at }) => ({ event, words, actor, personId, at })),
  }))
}
