import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileToLoad } from '../../src/activity/contracts/loading/prepare-load.view.ts'

export const contractsHeader =
  'reference,provider,mechanism,from,to,services,fixed_per_year,line_tolerance,batch_tolerance,answer_days'

/** Files of the register for one use: written, handed over, and gone again. */
export async function withContractFiles<T>(
  texts: Readonly<Record<string, string>>,
  use: (files: readonly FileToLoad[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-contracts-'))
  try {
    const files = Object.entries(texts).map(([name, text]) => ({ name, path: join(folder, name), text }))
    for (const { path, text } of files) await writeFile(path, text)
    return await use(files)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
