import { sql } from '#db'
import { type Owner, type Owners, ownersFor } from '#organisations'
import { type Refused, type Result, ok, refused } from '#shared'
import { type Asking, mayRead } from '../stores/reach.view.ts'

export interface Whose {
  readonly owner: Owner
  readonly owners: Owners
}

export const noPlan = (): Refused<'not-found'> => refused('not-found', 'There is no such plan here. Check its address.')

/** Whose plan is meant: the owner asked for among those whose plans the asker sees; without one, the first for which they act. */
export async function whosePlan(asking: Asking, asked?: string): Promise<Result<Whose, 'not-found'>> {
  const owners = await ownersFor(asking)
  const owner = asked === undefined ? (owners.own[0] ?? owners.seen[0]) : owners.seen.find(({ code }) => code === asked)
  return owner ? ok({ owner, owners }) : noPlan()
}

const ownerOf = async (asking: Asking, found: readonly { owner: string }[]): Promise<string | undefined> =>
  found[0] && (await mayRead(asking, found[0].owner)) ? found[0].owner : undefined

/** Whose an item is, where the asker may read it. */
export async function ownerOfItem(asking: Asking, itemNo: number): Promise<string | undefined> {
  const { rows } = await sql<{ owner: string }>`
    SELECT i.owner FROM plan.item AS i WHERE i.item_no = ${itemNo}`.execute(asking.db)
  return ownerOf(asking, rows)
}

export async function ownerOfBaseline(asking: Asking, baselineNo: number): Promise<string | undefined> {
  const { rows } = await sql<{ owner: string }>`
    SELECT b.owner FROM plan.baseline AS b WHERE b.baseline_no = ${baselineNo}`.execute(asking.db)
  return ownerOf(asking, rows)
}

export async function ownerOfImport(asking: Asking, importNo: number): Promise<string | undefined> {
  const { rows } = await sql<{ owner: string }>`
    SELECT r.owner FROM plan.received AS r WHERE r.import_no = ${importNo}`.execute(asking.db)
  return ownerOf(asking, rows)
}
