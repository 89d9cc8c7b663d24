import { sql } from '#db'
import { type Conflict, type Decision, type Item, type Outcome, type Paper, isSettled } from '../model/meeting.ts'
import { type Asking, seenOwners } from '../meeting/reach.view.ts'

export interface ItemsQuestion {
  readonly itemNo?: number
  readonly meetingNo?: number
  readonly owner?: string
  readonly source?: string
}

type Head = Omit<Item, 'papers' | 'conflicts' | 'decisions'>

async function heads(asking: Asking, { itemNo, meetingNo, owner, source }: ItemsQuestion): Promise<Head[]> {
  const owners = await seenOwners(asking)
  const { rows } = await sql<Head>`
    SELECT i.item_no AS "itemNo", i.owner, i.body_no AS "bodyNo", p.meeting_no AS "meetingNo",
           p.placement_no IS NOT NULL AND p.meeting_no IS NULL AS "isOff", coalesce(p.position, 0) AS position, i.title, i.words, i.purpose,
           i.presenter, i.source
      FROM meetings.item AS i
      LEFT JOIN LATERAL (SELECT q.* FROM meetings.placement AS q
        WHERE q.item_no = i.item_no ORDER BY q.placement_no DESC LIMIT 1) AS p ON true
     WHERE i.owner = ANY (${owners}::text[])
       AND (${itemNo ?? null}::integer IS NULL OR i.item_no = ${itemNo ?? null})
       AND (${owner ?? null}::text IS NULL OR i.owner = ${owner ?? null})
       AND (${source ?? null}::text IS NULL OR i.source = ${source ?? null})
       AND (${meetingNo ?? null}::integer IS NULL OR EXISTS (SELECT FROM meetings.placement AS q
         WHERE q.item_no = i.item_no AND q.meeting_no = ${meetingNo ?? null}))
     ORDER BY position, i.item_no`.execute(asking.db)
  return rows
}

async function papersOf({ db }: Asking, items: readonly number[]): Promise<Paper[]> {
  const { rows } = await sql<Paper>`
    SELECT p.paper_no AS "paperNo", p.item_no AS "itemNo", p.title, p.file_no AS "fileNo", p.pages, p.document_no AS "documentNo", p.version
      FROM meetings.paper AS p
     WHERE p.item_no = ANY (${[...items]}::integer[])
       AND NOT EXISTS (SELECT FROM meetings.paper_end AS e WHERE e.paper_no = p.paper_no) ORDER BY p.paper_no`.execute(
    db,
  )
  return rows
}

async function conflictsOf({ db }: Asking, items: readonly number[]): Promise<Conflict[]> {
  const { rows } = await sql<Conflict>`
    SELECT c.item_no AS "itemNo", c.member_no AS "memberNo", m.name, m.person_id_of AS "personId", c.words
      FROM meetings.conflict AS c JOIN meetings.member AS m ON m.member_no = c.member_no
     WHERE c.item_no = ANY (${[...items]}::integer[]) ORDER BY c.at, m.name`.execute(db)
  return rows
}

interface DecisionRow extends Omit<Decision, 'deciders'> {
  readonly outcome: Outcome
  readonly deciders: { memberNo: number; name: string }[] | null
}

async function decisionsOf({ db }: Asking, items: readonly number[]): Promise<Decision[]> {
  const { rows } = await sql<DecisionRow>`
    SELECT d.decision_no AS "decisionNo", d.item_no AS "itemNo", d.meeting_no AS "meetingNo", d.outcome, d.words, d.actor AS "writtenBy",
           e.words AS "endWords",
           (SELECT jsonb_agg(jsonb_build_object('memberNo', m.member_no, 'name', m.name) ORDER BY m.name)
              FROM meetings.decider AS w JOIN meetings.member AS m ON m.member_no = w.member_no
             WHERE w.decision_no = d.decision_no) AS deciders
      FROM meetings.decision AS d LEFT JOIN meetings.decision_end AS e ON e.decision_no = d.decision_no
     WHERE d.item_no = ANY (${[...items]}::integer[]) ORDER BY d.decision_no`.execute(db)
  return rows.map((row) => ({ ...row, deciders: row.deciders ?? [] }))
}

/** Items with their papers, interests and decisions; of a meeting also those that were carried on from it. */
export async function listItems(asking: Asking, question: ItemsQuestion): Promise<Item[]> {
  const found = await heads(asking, question)
  if (found.length === 0) return []
  const numbers = found.map(({ itemNo }) => itemNo)
  const [papers, conflicts, decisions] = [
    await papersOf(asking, numbers),
    await conflictsOf(asking, numbers),
    await decisionsOf(asking, numbers),
  ]
  const of = <T extends { readonly itemNo: number }>(all: readonly T[], itemNo: number): T[] =>
    all.filter((one) => one.itemNo === itemNo)
  return found.map((head) => ({
    ...head,
    papers: of(papers, head.itemNo),
    conflicts: of(conflicts, head.itemNo),
    decisions: of(decisions, head.itemNo),
  }))
}

export const findItem = async (asking: Asking, itemNo: number): Promise<Item | undefined> =>
  (await listItems(asking, { itemNo }))[0]

/** What waits for the next meeting: never placed, and not settled. */
export const waitingItems = async (asking: Asking, owner: string): Promise<Item[]> =>
  (await listItems(asking, { owner })).filter((item) => item.meetingNo === null && !item.isOff && !isSettled(item))
