import { join } from 'node:path'
import { openBuilder } from '#lake'
import { quickest } from '../measure.ts'
import { type Place, filesOf, paths } from './place.ts'

/** The least that reading the files can be: DuckDB counts the rows of all months, every column as text. */
export async function countRows(place: Place) {
  const builder = await openBuilder({
    folders: [filesOf(place)],
    tempFolder: join(place.folder, 'spill-count'),
  })
  const files = paths(place)
    .map((path) => `'${path}'`)
    .join(', ')
  let rows = 0
  const measured = await quickest(3, async () => {
    const [counted] = await builder.read<{ rows: number }>(
      `SELECT count(*) AS rows FROM read_csv([${files}], all_varchar = true, header = true)`,
    )
    rows = counted!.rows
  })
  await builder.close()
  return { ...measured, rows }
}
