import type { SignIn } from '#auth'
import { hasPeople, standingOf } from '#people'
import { type Actor, type Ctx, openWorkbench, renewSettings, serveAlone, startWorker, sweepUploads } from '#platform'
import { type ExitCode, type Terminal, exits, sayRefusal } from '#terminal'
import { apiLimits } from '../api/api-setting.ts'
import { tokenGate } from '../api/token-gate.ts'
import { productRoutes } from '../product-routes.ts'
import { roomOperations } from '../room-operations.ts'
import { roomJobs } from '../rooms.ts'
import { signInOn } from '../sign-in.ts'
import { heldBackAs, productGate } from '../web/product-gate.ts'
import { isDemonstration, serveWeb } from '../web/serve-web.ts'
import { untilAskedToEnd } from './signals.ts'
import { type Place, placeProblem } from './place.ts'

/** While there is nobody at all, whoever sees this terminal may make the first administrator. */
async function firstCode(ctx: Ctx, signIn: SignIn, out: Terminal, url: string): Promise<void> {
  if (await hasPeople(ctx.db)) return
  const { code } = await ctx.transaction(async (tx) => {
    const invitation = await signIn.invite(tx, null, ctx.actor.name)
    await ctx.audit(tx, 'person.invite', 'the first administrator')
    return invitation
  })
  out.print(
    `Nobody has an account yet. Make the first administrator at ${url}/first-administrator with this code: ${code}`,
  )
}

/** Also a program is held back from small numbers as the installation says. */
const standingAsSet =
  (ctx: Ctx): typeof standingOf =>
  async (...asked) => {
    const standing = await standingOf(...asked)
    return standing && { ...standing, scope: heldBackAs(standing.scope, await renewSettings(ctx)) }
  }

async function openWeb(ctx: Ctx, place: Place, url: string) {
  const signIn = await signInOn(ctx, url)
  const demonstration = await isDemonstration(ctx.folder)
  const gate = productGate({ ctx, signIn, settings: () => renewSettings(ctx) })
  const api = {
    operations: roomOperations,
    gate: tokenGate({ ctx, findStanding: standingAsSet(ctx) }),
    limits: apiLimits(ctx.clock),
  }
  const web = await serveWeb(ctx, { ...place, gate, api, routes: productRoutes(signIn, demonstration) })
  return { web, signIn }
}

async function serveUntil(ended: Promise<void>, ctx: Ctx, place: Place, out: Terminal): Promise<ExitCode> {
  await sweepUploads(ctx)
  const audit = (action: string, url: string) => ctx.transaction((tx) => ctx.audit(tx, action, url))
  const { web, signIn } = await openWeb(ctx, place, place.url ?? `http://localhost:${place.port}`)
  if (!web.ok) return sayRefusal(out, web)
  const { url, note } = web.value
  await audit('server.start', url)
  const worker = await startWorker(ctx, roomJobs)
  // The first page should not wait for the lake's engine to load.
  void ctx.lake.read('SELECT 1').catch(() => undefined)
  await firstCode(ctx, signIn, out, url)
  out.print(`Locality is at ${url}\n${note} Press Ctrl-C to stop.`)
  await ended
  out.warn('Stopping…')
  await web.value.close()
  await worker.stop()
  await audit('server.stop', url)
  return exits.done
}

/** Serves the pages and does the work left to it, until asked to end. */
export async function serve(data: string, place: Place, out: Terminal, actor: Actor): Promise<ExitCode> {
  const ended = untilAskedToEnd()
  const opened = await openWorkbench({ data, actor })
  if (!opened.ok) return sayRefusal(out, opened)
  const { ctx, close } = opened.value
  try {
    const problem = placeProblem(place, await isDemonstration(ctx.folder))
    if (problem) return sayRefusal(out, problem)
    const address = place.url ?? `http://localhost:${place.port}`
    const served = await serveAlone(ctx, address, () => serveUntil(ended, ctx, place, out))
    return served.ok ? served.value : sayRefusal(out, served)
  } finally {
    await close()
  }
}
