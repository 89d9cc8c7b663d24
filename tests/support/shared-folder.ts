import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packagePath } from '#platform'

/** The folder of real published files that some tests read; they are skipped, and say so, where it is not there. */
export function sharedFolder(): string | undefined {
  const folder = process.env['LOCALITY_SHARED'] ?? packagePath('..', 'shared')
  return existsSync(join(folder, 'data')) ? folder : undefined
}
