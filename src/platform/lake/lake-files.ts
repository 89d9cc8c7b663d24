import { isAbsolute, join, normalize } from 'node:path'
import type { Lake } from './lake.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

function insideLake(folder: string, relative: string): string {
  const path = normalize(relative)
  if (isAbsolute(path) || path.startsWith('..')) throw new RangeError(`not a path inside the lake: ${relative}`)
  return join(folder, path)
}

/** The FROM item that reads files of the lake: `read_parquet(['/data/lake/activity/2007-10/1-activity.parquet'])`. */
export function lakeFiles(lake: Pick<Lake, 'folder'>, relativePaths: readonly string[]): string {
  return `read_parquet([${relativePaths.map((path) => quoted(insideLake(lake.folder, path))).join(', ')}])`
}
