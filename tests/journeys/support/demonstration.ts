import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { standingOf } from '#people'
import { type Ctx, type Worker, renewSettings, startWorker, systemClock } from '#platform'
import { afterAll, beforeAll } from 'vitest'
import { loadDemonstration } from '../../../src/demonstration/load-demonstration.command.ts'
import { writeDemonstration } from '../../../src/demonstration/write-demonstration.ts'
import { apiLimits } from '../../../src/delivery/api/api-setting.ts'
import { tokenGate } from '../../../src/delivery/api/token-gate.ts'
import { productRoutes } from '../../../src/delivery/product-routes.ts'
import { roomOperations } from '../../../src/delivery/room-operations.ts'
import { roomJobs } from '../../../src/delivery/rooms.ts'
import { accounts, signInOn } from '../../../src/delivery/sign-in.ts'
import { productGate } from '../../../src/delivery/web/product-gate.ts'
import { type WebServer, serveWeb } from '../../../src/delivery/web/serve-web.ts'
import type { Filling } from '../../support/filled.ts'
import { useWorkbench } from '../../support/workbench.ts'
import { freePort } from './free-port.ts'

/** As `locality serve` does it: the product’s own addresses, and its own gate before them. */
export async function serveProduct(ctx: Ctx): Promise<WebServer> {
  const port = await freePort()
  const signIn = await signInOn({ ...ctx, clock: systemClock }, `http://localhost:${port}`)
  const gate = productGate({ ctx, signIn, settings: () => renewSettings(ctx) })
  const api = {
    operations: roomOperations,
    gate: tokenGate({ ctx, findStanding: standingOf }),
    limits: apiLimits(ctx.clock),
  }
  const started = await serveWeb(ctx, { port, gate, api, routes: productRoutes(signIn, true) })
  if (!started.ok) throw new Error(started.message)
  return started.value
}

const filesIn = (data: string): string => join(data, 'demonstration')

/** A bill that nobody has had yet: it comes in on the pages, in its own file. */
export const keptBack = { month: '2007-10', provider: 'ZA1', file: 'za1-october-freeze.csv' } as const

async function keepBack(folder: string): Promise<void> {
  const path = join(folder, `activity-${keptBack.month}-freeze.csv`)
  const [head, ...rows] = (await readFile(path, 'utf8')).trimEnd().split('\n')
  const isTheirs = (row: string): boolean => row.includes(`,${keptBack.provider},`)
  await writeFile(path, `${[head, ...rows.filter((row) => !isTheirs(row))].join('\n')}\n`)
  await writeFile(join(folder, keptBack.file), `${[head, ...rows.filter(isTheirs)].join('\n')}\n`)
}

// Practices have until the tenth working day after the freeze is published, on 2 January, to answer about it.
const now = new Date('2008-01-07T10:00:00Z')

/** The invented commissioner, taken in as `locality demo` does, but for one bill. */
const invented: Filling = {
  name: 'demonstration',
  options: { demonstration: true, now },
  async fill(ctx, data) {
    const folder = filesIn(data)
    const written = await writeDemonstration({ size: 'small', seed: 1, folder })
    await keepBack(folder)
    const loaded = await loadDemonstration({ ctx, folder, makeAccount: accounts.makeAccount }, written, () => undefined)
    if (!loaded.ok) throw new Error(loaded.message)
  },
}

export interface Demonstration {
  readonly ctx: () => Ctx
  readonly url: () => string
  /** Where the files lie of which it was made. */
  readonly folder: () => string
}

/** The demonstration, served by the product as it is, with whatever work is left to the server being done. */
export function useDemonstration(): Demonstration {
  const workbench = useWorkbench({ filling: invented, now })
  let server: WebServer | undefined
  let worker: Worker | undefined
  beforeAll(async () => {
    const { ctx } = workbench()
    server = await serveProduct(ctx)
    worker = await startWorker(ctx, roomJobs)
  }, 120_000)
  afterAll(async () => {
    await server?.close()
    await worker?.stop()
  })
  return { ctx: () => workbench().ctx, url: () => server!.url, folder: () => filesIn(workbench().data) }
}
