import { sql } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, findRole } from '#shared'
import type { Term } from '../posts/term.ts'
import { isSeen, personColumns } from './people-seen.view.ts'

export interface PeopleQuestion {
  /** Posts are told as on this day. */
  readonly asAt: PlainDate
  /** Words of a name or an address. */
  readonly search?: string
  /** Only those who hold a post in this role on the day. */
  readonly role?: string
  /** Only those who hold a post at the organisation of this code on the day. */
  readonly organisation?: string
  readonly limit?: number
  readonly offset?: number
}

export interface ListedPost extends Term {
  readonly title: string
  readonly organisation: string | null
  readonly organisationName: string | null
}

export interface ListedPerson {
  readonly personId: string
  readonly name: string
  readonly email: string
  /** Whether they are shut out now, whatever day is asked about. */
  readonly isDisabled: boolean
  readonly posts: readonly ListedPost[]
}

type Asker = Pick<Ctx, 'db' | 'scope'>

const pattern = (text: string): string => `%${text.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

const isHeld = (asAt: PlainDate) =>
  sql<boolean>`h.person_id = p.person_id AND h.from_date <= ${asAt} AND (h.to_date IS NULL OR h.to_date > ${asAt})`

function conditions({ scope }: Asker, { asAt, search, role, organisation }: PeopleQuestion) {
  const words = pattern(search ?? '')
  const wanted = role !== undefined || organisation !== undefined
  return sql<boolean>`${isSeen(scope)} AND (p.name ILIKE ${words} OR p.email ILIKE ${words})
    AND (NOT ${wanted} OR EXISTS (SELECT FROM people.v_post AS h WHERE ${isHeld(asAt)}
      AND (${role ?? null}::text IS NULL OR h.role = ${role ?? null})
      AND (${organisation ?? null}::text IS NULL OR h.organisation = ${organisation ?? null})))`
}

interface Row extends Omit<ListedPerson, 'posts'> {
  readonly posts: readonly (Omit<ListedPost, 'title'> & { readonly role: string })[]
}

/** People by name, with the posts they hold on a day, within what the asker may see. */
export async function listPeople(asker: Asker, question: PeopleQuestion): Promise<ListedPerson[]> {
  const { asAt, limit, offset } = question
  const { rows } = await sql<Row>`
    SELECT ${personColumns},
      coalesce((SELECT jsonb_agg(jsonb_build_object('role', h.role, 'organisation', h.organisation, 'organisationName', o.name,
          'from', h.from_date, 'to', h.to_date) ORDER BY h.post_id)
        FROM people.v_post AS h LEFT JOIN organisations.v_organisation AS o ON o.code = h.organisation
        WHERE ${isHeld(asAt)}), '[]') AS posts
      FROM people.person AS p WHERE ${conditions(asker, question)}
     ORDER BY lower(p.name), p.email LIMIT ${limit ?? null} OFFSET ${offset ?? 0}`.execute(asker.db)
  return rows.map(({ posts, ...person }) => ({
    ...person,
    posts: posts.map(({ role, ...post }) => ({ ...post, title: findRole(role)?.title ?? role })),
  }))
}

export async function countPeople(asker: Asker, question: PeopleQuestion): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM people.person AS p WHERE ${conditions(asker, question)}`.execute(asker.db)
  return rows[0]!.count
}
