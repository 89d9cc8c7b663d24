import type { Database, Insertable } from '#db'
import { type DefinitionTable, tablesOf } from '../stores/framework-tables.store.ts'

export const insertDefinition = (
  tx: Database,
  definition: Omit<Insertable<DefinitionTable>, 'definition_no'>,
): Promise<unknown> => tablesOf(tx).insertInto('framework.definition').values(definition).execute()
