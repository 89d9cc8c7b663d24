import { isAbsolute, join, normalize } from 'node:path'
import type { FilesOptions, Lake } from './lake.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

function insideLake(folder: string, relative: string): string {
  const path = normalize(relative)
  if (isAbsolute(path) || path.startsWith('..')) throw new RangeError(`not a path inside the lake: ${relative}`)
  return join(folder, path)
}

/** `read_parquet(['/data/lake/activity/2007-10/1-activity.parquet'])`, with every column of `shape` where one is given. */
export function parquetFiles(folder: string, relativePaths: readonly string[], { shape }: FilesOptions = {}): string {
  if (relativePaths.length === 0 && shape !== undefined) return `(${shape})`
  const list = relativePaths.map((path) => quoted(insideLake(folder, path))).join(', ')
  if (shape === undefined) return `read_parquet([${list}])`
  return `(${shape} UNION ALL BY NAME SELECT * FROM read_parquet([${list}], union_by_name = true))`
}

/** The FROM item that reads files of the lake, within what the asker may see. */
export const lakeFiles = (
  lake: Pick<Lake, 'files'>,
  relativePaths: readonly string[],
  options?: FilesOptions,
): string => lake.files(relativePaths, options)
