import type { Database } from '#db'
import { tablesOf } from '../imports/import-tables.store.ts'
import type { Mapping } from './mapping.ts'

interface NewMapping {
  readonly mapping: Mapping
  readonly headerSignature: string
  readonly actor: string
  readonly at: Date
}

export async function insertMapping(tx: Database, { mapping, headerSignature, actor, at }: NewMapping): Promise<void> {
  await tablesOf(tx)
    .insertInto('activity.column_mapping')
    .values({
      name: mapping.name,
      provider: mapping.provider ?? null,
      header_signature: headerSignature,
      mapping: JSON.stringify(mapping),
      actor,
      saved_at: at,
    })
    .execute()
}
