import { type Actor, type Ctx, openWorkbench, serveAlone, startWorker, sweepUploads } from '#platform'
import { type ExitCode, type Terminal, exits, sayRefusal } from '#terminal'
import { roomRoutes } from '../room-routes.ts'
import { roomJobs } from '../rooms.ts'
import { serveWeb } from '../web/serve-web.ts'
import { untilAskedToEnd } from './signals.ts'

async function serveUntil(ended: Promise<void>, ctx: Ctx, port: number, out: Terminal): Promise<ExitCode> {
  await sweepUploads(ctx)
  const audit = (action: string, url: string) => ctx.transaction((tx) => ctx.audit(tx, action, url))
  const web = await serveWeb(ctx, { port, routes: roomRoutes })
  if (!web.ok) return sayRefusal(out, web)
  await audit('server.start', web.value.url)
  const worker = await startWorker(ctx, roomJobs)
  // The first page should not wait for the lake's engine to load.
  void ctx.lake.read('SELECT 1').catch(() => undefined)
  out.print(`Locality is at ${web.value.url}\n${web.value.note} Press Ctrl-C to stop.`)
  await ended
  out.warn('Stopping…')
  await web.value.close()
  await worker.stop()
  await audit('server.stop', web.value.url)
  return exits.done
}

/** Serves the pages and does the work left to it, until asked to end. */
export async function serve(data: string, port: number, out: Terminal, actor: Actor): Promise<ExitCode> {
  const ended = untilAskedToEnd()
  const opened = await openWorkbench({ data, actor })
  if (!opened.ok) return sayRefusal(out, opened)
  const { ctx, close } = opened.value
  try {
    const served = await serveAlone(ctx, `http://localhost:${port}`, () => serveUntil(ended, ctx, port, out))
    return served.ok ? served.value : sayRefusal(out, served)
  } finally {
    await close()
  }
}
