import type { Database } from '#db'
import type { Format } from '../formats/format.ts'
import { tablesOf } from '../imports/import-tables.store.ts'
import { type Mapping, formatOfMapping, headerSignature, mappingSchema } from './mapping.ts'

/** The latest mapping of each name, the newest first. */
export async function listMappings(db: Database): Promise<Mapping[]> {
  const rows = await tablesOf(db)
    .selectFrom('activity.column_mapping as m')
    .select(['m.name', 'm.mapping'])
    .distinctOn('m.name')
    .orderBy('m.name')
    .orderBy('m.column_mapping_id', 'desc')
    .execute()
  return rows.map(({ mapping }) => mappingSchema.parse(mapping))
}

export const mappedFormats = async (db: Database): Promise<Format[]> => (await listMappings(db)).map(formatOfMapping)

/** The mapping that was made for such a header, if somebody made one. */
export async function findMappingFor(db: Database, titles: readonly string[]): Promise<Mapping | undefined> {
  const row = await tablesOf(db)
    .selectFrom('activity.column_mapping as m')
    .select('m.mapping')
    .where('m.header_signature', '=', headerSignature(titles))
    .orderBy('m.column_mapping_id', 'desc')
    .executeTakeFirst()
  return row && mappingSchema.parse(row.mapping)
}
