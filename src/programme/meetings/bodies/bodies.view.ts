import type { PlainDate } from '#shared'
import { type Body, type BodyKind, type Member, isMemberOn } from '../model/body.ts'
import { type Asking, seenOwners } from '../meeting/reach.view.ts'
import { tablesOf } from '../stores/meeting-tables.store.ts'

export interface BodiesQuestion {
  readonly bodyNo?: number
  readonly owner?: string
  readonly kind?: BodyKind
}

async function membersIn({ db }: Asking, bodies: readonly number[]): Promise<Member[]> {
  if (bodies.length === 0) return []
  return tablesOf(db)
    .selectFrom('meetings.member as m')
    .leftJoin('meetings.member_end as e', 'e.member_no', 'm.member_no')
    .select([
      'm.member_no as memberNo',
      'm.body_no as bodyNo',
      'm.owner',
      'm.name',
      'm.kind',
      'm.person_id_of as personId',
      'm.organisation',
      'm.from_date as from',
      'e.to_date as to',
      'e.words as endWords',
    ])
    .where('m.body_no', 'in', [...bodies])
    .orderBy('m.name')
    .orderBy('m.member_no')
    .execute()
}

/** Bodies with the terms that hold and everybody who is or was in them, within what the asker may see. */
export async function listBodies(asking: Asking, { bodyNo, owner, kind }: BodiesQuestion = {}): Promise<Body[]> {
  const owners = await seenOwners(asking)
  const rows = await tablesOf(asking.db)
    .selectFrom('meetings.body as b')
    .innerJoin('meetings.body_terms as t', 't.body_no', 'b.body_no')
    .distinctOn('b.body_no')
    .selectAll('t')
    .select(['b.kind', 'b.name'])
    .where('b.owner', 'in', [...owners, ''])
    .$if(bodyNo !== undefined, (query) => query.where('b.body_no', '=', bodyNo!))
    .$if(owner !== undefined, (query) => query.where('b.owner', '=', owner!))
    .$if(kind !== undefined, (query) => query.where('b.kind', '=', kind!))
    .orderBy('b.body_no')
    .orderBy('t.terms_no', 'desc')
    .execute()
  const members = await membersIn(
    asking,
    rows.map((row) => row.body_no),
  )
  return rows.map((row) => ({
    bodyNo: row.body_no,
    owner: row.owner,
    kind: row.kind,
    name: row.name,
    terms: {
      purpose: row.purpose,
      quorum: row.quorum,
      rules: row.rules,
      everyMonths: row.every_months,
      afterBody: row.after_body,
      starts: row.starts,
      minutesLong: row.minutes_long,
      place: row.place,
    },
    members: members.filter((member) => member.bodyNo === row.body_no),
  }))
}

export const findBody = async (asking: Asking, bodyNo: number): Promise<Body | undefined> =>
  (await listBodies(asking, { bodyNo }))[0]

export interface BodyMember extends Member {
  readonly bodyName: string
  readonly bodyKind: BodyKind
}

/** Who is in any body of an owner on a day. */
export async function membersOf(
  asking: Asking,
  { owner, on }: { readonly owner: string; readonly on: PlainDate },
): Promise<BodyMember[]> {
  const bodies = await listBodies(asking, { owner })
  return bodies.flatMap(({ name, kind, members }) =>
    members.filter((member) => isMemberOn(member, on)).map((member) => ({ ...member, bodyName: name, bodyKind: kind })),
  )
}
