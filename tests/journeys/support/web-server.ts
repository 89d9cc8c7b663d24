import type { Ctx } from '#platform'
import type { Route } from '#ui'
import type { Gate } from '../../../src/delivery/web/gate.ts'
import { afterAll, beforeAll } from 'vitest'
import { type WebServer, serveWeb } from '../../../src/delivery/web/serve-web.ts'
import { operatorGate } from '../../support/gates.ts'

/** The product's server on a free port, for one test file. Ask for its address within tests. */
export function useWebServer(
  ctx: () => Ctx,
  routes: readonly Route[],
  gate: (ctx: Ctx) => Gate = operatorGate,
): () => string {
  let server: WebServer | undefined
  beforeAll(async () => {
    const started = await serveWeb(ctx(), { port: 0, routes, gate: gate(ctx()) })
    if (!started.ok) throw new Error(started.message)
    server = started.value
  }, 120_000)
  afterAll(async () => server?.close())
  return () => server!.url
}
