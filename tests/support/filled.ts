import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#platform'
import { inject } from 'vitest'
import { asOwner } from './template.ts'
import type { TestWorkbench, TestWorkbenchOptions } from './workbench.ts'

/** What several test files begin from, which the first of a run makes and every one copies. */
export interface Filling {
  /** In small letters: a database and a folder are called so. */
  readonly name: string
  /** What it begins from itself. */
  readonly options?: TestWorkbenchOptions
  fill(ctx: Ctx, data: string): Promise<void>
}

export interface Filled {
  readonly database: string
  readonly folder: string
}

type Open = (options: TestWorkbenchOptions) => Promise<TestWorkbench>

/** Once what was filled is closed nobody is in its database, so that it can be copied; only what is whole has the name. */
async function fillOnce({ fill, options }: Filling, { database, folder }: Filled, open: Open): Promise<void> {
  const workbench = await open(options ?? {})
  await fill(workbench.ctx, workbench.data)
  await workbench.close(async ({ url, data }) => {
    await cp(data, folder, { recursive: true })
    const name = new URL(url).pathname.slice(1)
    await asOwner(inject('testServers')[0].url, (client) =>
      client.query(`CREATE DATABASE ${database} TEMPLATE ${name}`),
    )
  })
}

/** Where it lies once it is made. Whoever asks while another test file makes it waits. */
export async function filledOnce(filling: Filling, open: Open): Promise<Filled> {
  const [server] = inject('testServers')
  const filled = { database: `${server.template}_${filling.name}`, folder: join(server.folder, filling.name) }
  await asOwner(server.url, async (client) => {
    // Held until the connection ends.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [filled.database])
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [filled.database])
    if (rowCount === 0) await fillOnce(filling, filled, open)
  })
  return filled
}
