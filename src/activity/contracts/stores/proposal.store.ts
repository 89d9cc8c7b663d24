import { type Database, sql } from '#db'
import type { Fault } from '../loading/fault.ts'
import type { PreparedList } from '../loading/prepared.ts'
import { tablesOf } from './contract-tables.store.ts'

/** Files as they were read: what they would bring, or what is wrong with them. Patients by pseudonym. */
export interface ProposalContent {
  readonly files: readonly string[]
  readonly lists: readonly PreparedList[]
  readonly faults: readonly Fault[]
}

export interface Proposal extends ProposalContent {
  readonly proposalNo: number
  readonly madeAt: Date
}

export interface ProposalRecord {
  readonly person: string | undefined
  readonly madeAt: Date
  readonly madeBy: string
  readonly content: ProposalContent
}

export async function insertProposal(
  tx: Database,
  { person, madeAt, madeBy, content }: ProposalRecord,
): Promise<number> {
  const { proposal_no } = await tablesOf(tx)
    .insertInto('contracts.proposal')
    .values({ person: person ?? null, made_at: madeAt, made_by: madeBy, content: JSON.stringify(content) })
    .returning('proposal_no')
    .executeTakeFirstOrThrow()
  return proposal_no
}

/** A proposal of whoever asks; nothing where it was taken, thrown away, or somebody else's. */
export async function findProposal(db: Database, proposalNo: number): Promise<Proposal | undefined> {
  const row = await tablesOf(db)
    .selectFrom('contracts.proposal as p')
    .select(['p.proposal_no', 'p.made_at', 'p.content'])
    .where('p.proposal_no', '=', proposalNo)
    .executeTakeFirst()
  return row && { ...(row.content as ProposalContent), proposalNo: row.proposal_no, madeAt: row.made_at }
}

/** Takes it away, and says whether it was still there: of two who do so at once only one is told that it was. */
export async function removeProposal(tx: Database, proposalNo: number): Promise<boolean> {
  const gone = await tablesOf(tx)
    .deleteFrom('contracts.proposal')
    .where('proposal_no', '=', proposalNo)
    .returning('proposal_no')
    .executeTakeFirst()
  return gone !== undefined
}

/** What nobody decided about before an instant goes. */
export const removeProposalsBefore = (tx: Database, before: Date): Promise<unknown> =>
  sql`DELETE FROM contracts.proposal WHERE made_at < ${before}`.execute(tx)
