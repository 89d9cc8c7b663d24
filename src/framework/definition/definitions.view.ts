import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { tablesOf } from '../stores/framework-tables.store.ts'
import { type Definition, definitionSchema } from './definition.ts'
import { shippedFrameworks } from './shipped.view.ts'

/** A version of a framework: what ships, or what a group or a commissioner made of it. */
export interface KnownDefinition {
  /** Nothing where it ships. */
  readonly owner: string | null
  readonly commissioner: string | null
  readonly definition: Definition
  readonly basedOn: string | null
  /** What was changed in it, and why. */
  readonly words: string
  readonly actor: string | null
  readonly at: Date | null
}

type Asking = Pick<Ctx, 'db' | 'scope' | 'clock' | 'actor'>

const shipped = (): KnownDefinition[] =>
  shippedFrameworks().map((definition) => ({
    owner: null,
    commissioner: null,
    definition,
    basedOn: null,
    words: 'As it ships',
    actor: null,
    at: null,
  }))

/** Every version that the asker may see: what ships, then copies by owner and name, the latest version first. */
export async function listDefinitions(asking: Asking): Promise<KnownDefinition[]> {
  const { commissioners } = asking.scope
  const rows = await tablesOf(asking.db)
    .selectFrom('framework.definition as d')
    .selectAll('d')
    .$if(commissioners !== 'all', (query) =>
      query.where(
        'd.commissioner',
        'in',
        commissioners === 'all' || commissioners.length === 0 ? [''] : [...commissioners],
      ),
    )
    .orderBy('d.owner')
    .orderBy('d.name')
    .orderBy('d.version', 'desc')
    .execute()
  const copies = rows.map((row) => ({
    owner: row.owner,
    commissioner: row.commissioner,
    definition: definitionSchema.parse(row.content),
    basedOn: row.based_on,
    words: row.words,
    actor: row.actor,
    at: row.at,
  }))
  const { sees } = await ownersFor(asking)
  return [...shipped(), ...copies.filter(({ owner }) => sees(owner))]
}

/** The copies that a group may be assessed by, beside what ships: its own and its commissioner's. */
export const definitionsFor = async (
  asker: Asking,
  { owner, commissioner }: { readonly owner: string; readonly commissioner: string },
): Promise<KnownDefinition[]> =>
  (await listDefinitions(asker)).filter(
    (each) => each.owner === null || each.owner === owner || each.owner === commissioner,
  )

/** The latest version of a framework by its name; an own one before what ships. */
export const latestNamed = (all: readonly KnownDefinition[], name: string): KnownDefinition | undefined =>
  all.filter((each) => each.definition.name === name).toSorted((a, b) => b.definition.version - a.definition.version)[0]
