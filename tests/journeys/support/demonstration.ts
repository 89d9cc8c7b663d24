import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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
import { useWorkbench } from '../../support/workbench.ts'
import { freePort } from './free-port.ts'

/** As `locality serve` does it: the product’s own addresses, and its own gate before them. */
async function serveProduct(ctx: Ctx): Promise<WebServer> {
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

type Before = (folder: string) => Promise<void>

/** Invents the commissioner and takes it in, as `locality demo` does. */
async function fill(ctx: Ctx, folder: string, before: Before): Promise<void> {
  const written = await writeDemonstration({ size: 'small', seed: 1, folder })
  await before(folder)
  const loaded = await loadDemonstration({ ctx, folder, makeAccount: accounts.makeAccount }, written, () => undefined)
  if (!loaded.ok) throw new Error(loaded.message)
}

export interface DemonstrationOptions {
  readonly now?: Date
  /** Changes the files before they are taken in. */
  readonly before?: Before
}

export interface Demonstration {
  readonly ctx: () => Ctx
  readonly url: () => string
  /** Where the files lie of which it was made. */
  readonly folder: () => string
}

/** The demonstration, served by the product as it is, with whatever work is left to the server being done. */
export function useDemonstration({ now, before = async () => undefined }: DemonstrationOptions = {}): Demonstration {
  const workbench = useWorkbench({ demonstration: true, ...(now && { now }) })
  let folder = ''
  let server: WebServer | undefined
  let worker: Worker | undefined
  beforeAll(async () => {
    const { ctx } = workbench()
    folder = await mkdtemp(join(tmpdir(), 'locality-demonstration-'))
    await fill(ctx, folder, before)
    server = await serveProduct(ctx)
    worker = await startWorker(ctx, roomJobs)
  }, 240_000)
  afterAll(async () => {
    await server?.close()
    await worker?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return { ctx: () => workbench().ctx, url: () => server!.url, folder: () => folder }
}
