import { readFile } from 'node:fs/promises'
import { packagePath } from '#platform'
import { z } from 'zod'

const packageFile = z.object({ version: z.string() })

export async function packageVersion(): Promise<string> {
  return packageFile.parse(JSON.parse(await readFile(packagePath('package.json'), 'utf8'))).version
}
