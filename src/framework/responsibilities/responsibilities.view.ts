import type { Asker } from '#platform'
import { tablesOf } from '../stores/framework-tables.store.ts'
import type { Place } from '../stores/reach.view.ts'
import type { Commitment, Responsibility } from './responsibility.ts'

type Asking = Pick<Asker, 'db' | 'scope'>

export interface ResponsibilityList {
  /** Whose list it is: the group's own, or its commissioner's where it has none. */
  readonly owner: string
  readonly fileName: string
  readonly contentMark: string
  readonly at: Date
  readonly actor: string
  readonly responsibilities: readonly Responsibility[]
}

/** The list of one owner that counts: the last one. */
export async function ownList({ db }: Asking, owner: string): Promise<ResponsibilityList | undefined> {
  const load = await tablesOf(db)
    .selectFrom('framework.responsibility_load as l')
    .selectAll('l')
    .where('l.owner', '=', owner)
    .orderBy('l.load_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!load) return undefined
  const rows = await tablesOf(db)
    .selectFrom('framework.responsibility as r')
    .select(['r.position', 'r.side', 'r.title', 'r.mark'])
    .where('r.load_no', '=', load.load_no)
    .orderBy('r.position')
    .execute()
  return {
    owner,
    fileName: load.file_name,
    contentMark: load.content_mark,
    at: load.at,
    actor: load.actor,
    responsibilities: rows,
  }
}

/** The list that holds for a group: its own, else its commissioner's. */
export const listFor = async (asker: Asking, { owner, commissioner }: Place): Promise<ResponsibilityList | undefined> =>
  (await ownList(asker, owner)) ?? (await ownList(asker, commissioner))

/** What practices said last, within what the asker may see. */
export async function commitmentsOf({ db, scope }: Asking, group: string): Promise<Commitment[]> {
  const own = scope.practices === 'all' ? undefined : scope.practices.map(({ practice }) => practice)
  const rows = await tablesOf(db)
    .selectFrom('framework.commitment as c')
    .distinctOn(['c.practice', 'c.mark'])
    .selectAll('c')
    .where('c.owner', '=', group)
    .$if(own !== undefined, (query) => query.where('c.practice', 'in', own!.length > 0 ? own! : ['']))
    .orderBy('c.practice')
    .orderBy('c.mark')
    .orderBy('c.commitment_no', 'desc')
    .execute()
  return rows.flatMap(({ practice, mark, degree, side, words, actor, at }) =>
    degree === null || side === null ? [] : [{ practice, mark, degree, side, words, actor, at }],
  )
}
