import { type Database, sql } from '#db'
import type { Vocabulary } from '#platform'
import type { PlainDate } from '#shared'
import { standingOf } from '../posts/standing.view.ts'
import { sightWords } from '../roles/sight-words.ts'
import { inventedAddress } from './invented-people.ts'

/** An invented person as the sign-in page of a demonstration offers them. */
export interface InventedVisitor {
  readonly personId: string
  readonly name: string
  /** The titles of the posts they hold: `GP lead and Group chair`. */
  readonly role: string
  /** Where: nothing where it is the installation itself. */
  readonly organisation: string | null
  /** What they see in the post they begin in, in words. */
  readonly sees: string
}

const joined = (texts: readonly string[]): string => [...new Set(texts)].join(' and ')

/** The invented people who may come in on a day, in the order they were made. Nobody where they were never added. */
export async function listInvented(
  db: Database,
  { vocabulary, today }: { readonly vocabulary: Vocabulary; readonly today: PlainDate },
): Promise<InventedVisitor[]> {
  const { rows } = await sql<{ personId: string }>`
    SELECT p.person_id AS "personId" FROM people.person AS p WHERE p.email LIKE ${inventedAddress}
     ORDER BY (SELECT min(h.post_id) FROM people.post AS h WHERE h.person_id = p.person_id)`.execute(db)
  const standings = await Promise.all(rows.map(({ personId }) => standingOf(db, { personId }, today)))
  return standings.flatMap((standing) => {
    if (!standing?.post) return []
    const { person, posts, post } = standing
    const organisations = posts.flatMap(({ organisationName }) => organisationName ?? [])
    return {
      personId: person.personId,
      name: person.name,
      role: joined(posts.map(({ role }) => role.title)),
      organisation: organisations.length > 0 ? joined(organisations) : null,
      sees: sightWords(vocabulary, post.role, post.place),
    }
  })
}
