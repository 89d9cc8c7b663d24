import { sql } from '#db'
import { listPersons } from '#programme/leads'
import type { Meaning, Settlement } from './lead.ts'
import type { Register } from './read-leads.ts'
import { type Asking, mayRead } from '../stores/reach.view.ts'

interface SettlementRow {
  settlementNo: number
  leadText: string
  itemNo: number | null
  meaning: Meaning | 'open'
  people: number[]
  words: string
}

async function settlementsOf({ db }: Asking, owner: string): Promise<Settlement[]> {
  const { rows } = await sql<SettlementRow>`
    SELECT DISTINCT ON (s.lead_text, s.item_no) s.settlement_no AS "settlementNo", s.lead_text AS "leadText",
           s.item_no AS "itemNo", s.meaning, s.people, s.words
      FROM plan.settlement AS s WHERE s.owner = ${owner}
     ORDER BY s.lead_text, s.item_no, s.settlement_no DESC`.execute(db)
  return rows.flatMap(({ meaning, ...row }) => (meaning === 'open' ? [] : [{ ...row, meaning }]))
}

/** What was said of words among the leads and not taken back. */
export const listSettlements = async (asking: Asking, owner: string): Promise<Settlement[]> =>
  (await mayRead(asking, owner)) ? settlementsOf(asking, owner) : []

/** What leads of a plan are read by; of an owner whose plan the asker was found to see. */
export const registerOf = async (asking: Asking, owner: string): Promise<Register> => ({
  people: await listPersons(asking, { owner }),
  settlements: await settlementsOf(asking, owner),
})
