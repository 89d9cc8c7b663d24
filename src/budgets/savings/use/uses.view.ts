import type { Asker } from '#platform'
import { type FinancialYear, toFinancialYear, toPence } from '#shared'
import { inReach } from '../stores/reach.view.ts'
import { tablesOf } from '../stores/savings-tables.store.ts'
import type { Use, UseEvent } from './use.ts'

export interface UsesQuestion {
  readonly useNo?: number
  readonly commissioner?: string
  readonly practice?: string
  readonly year?: FinancialYear
}

type Asking = Pick<Asker, 'db' | 'scope'>

async function eventsOf({ db }: Asking, uses: readonly number[]): Promise<Map<number, UseEvent[]>> {
  const found = new Map<number, UseEvent[]>(uses.map((useNo) => [useNo, []]))
  if (uses.length === 0) return found
  const rows = await tablesOf(db)
    .selectFrom('savings.proposal_event as e')
    .select(['e.use_no', 'e.body', 'e.event', 'e.words', 'e.actor', 'e.person_id', 'e.at'])
    .where('e.use_no', 'in', [...uses])
    .orderBy('e.proposal_event_id')
    .execute()
  for (const { use_no: useNo, person_id: personId, ...said } of rows) found.get(useNo)!.push({ ...said, personId })
  return found
}

async function drawnOf({ db }: Asking, uses: readonly number[]): Promise<Map<number, number>> {
  if (uses.length === 0) return new Map()
  const rows = await tablesOf(db)
    .selectFrom('savings.posting as p')
    .innerJoin('savings.entry as e', 'e.entry_no', 'p.entry_no')
    .select(({ fn }) => [
      'e.use_no',
      fn.sum<string>('p.credit_pence').as('credit'),
      fn.sum<string>('p.debit_pence').as('debit'),
    ])
    .where('e.use_no', 'in', [...uses])
    .where('p.kind', '=', 'drawn')
    .groupBy('e.use_no')
    .execute()
  return new Map(rows.map(({ use_no: useNo, credit, debit }) => [useNo!, Number(credit) - Number(debit)]))
}

/** Uses with what was said of them and drawn for them, the latest first, within what the asker may see. */
export async function listUses(asker: Asking, question: UsesQuestion = {}): Promise<Use[]> {
  const { useNo, commissioner, practice, year } = question
  const rows = await tablesOf(asker.db)
    .selectFrom('savings.proposal as u')
    .selectAll('u')
    .where(inReach(asker.scope, 'u'))
    .$if(useNo !== undefined, (query) => query.where('u.use_no', '=', useNo!))
    .$if(commissioner !== undefined, (query) => query.where('u.commissioner', '=', commissioner!))
    .$if(practice !== undefined, (query) => query.where('u.practice', '=', practice!))
    .$if(year !== undefined, (query) => query.where('u.year', '=', year!))
    .orderBy('u.use_no', 'desc')
    .execute()
  const numbers = rows.map((row) => row.use_no)
  const [events, drawn] = [await eventsOf(asker, numbers), await drawnOf(asker, numbers)]
  return rows.map((row) => ({
    useNo: row.use_no,
    commissioner: row.commissioner,
    practice: row.practice,
    group: row.group_code,
    year: toFinancialYear(row.year),
    kind: row.kind,
    purpose: row.purpose,
    title: row.title,
    words: row.words,
    caseReference: row.case_reference,
    amountPence: toPence(row.amount_pence),
    actor: row.actor,
    personId: row.person_id,
    at: row.at,
    events: events.get(row.use_no)!,
    drawnPence: toPence(drawn.get(row.use_no) ?? 0),
  }))
}

export const findUse = async (asker: Asking, useNo: number): Promise<Use | undefined> =>
  (await listUses(asker, { useNo }))[0]
