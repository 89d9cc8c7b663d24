import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importOrganisations } from '#organisations'
import type { Ctx } from '#platform'

/** The only commissioner there is: what is taken in from now on was billed to it. */
export async function addCommissioner(ctx: Ctx, code: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-commissioner-'))
  const file = join(folder, 'organisations.csv')
  await writeFile(
    file,
    `code,name,kind,open_date,close_date,postcode\n${code},A Commissioner,commissioner,2002-04-01,,\n`,
  )
  const taken = await importOrganisations(ctx, { file, name: 'organisations.csv' })
  await rm(folder, { recursive: true })
  if (!taken.ok) throw new Error(taken.message)
}
