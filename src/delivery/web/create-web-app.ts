import { randomBytes, randomUUID } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Route } from '#ui'
import { isForPrograms, mountOperations } from '../api/mount-operations.ts'
import { answer } from './answer.ts'
import { type AppEnvironment, type WebContext, askedOf, formatOf } from './asked.ts'
import { openSession } from './cookies.ts'
import { failurePage, pageNotFound } from './error-page.tsx'
import type { Admitted } from './gate.ts'
import { renderReply } from './render-reply.ts'
import { hostIsOurs } from './same-origin.ts'
import { securityHeaders } from './security-headers.ts'
import type { WebSetting } from './web-setting.ts'

export type WebApp = Hono<AppEnvironment>

/**
 * What browsers fetch beside pages, and what watches the server, has nothing to do with whoever asks: anybody between may keep a
 * script, and must not keep somebody's session with it.
 */
const isForNobody = ({ path }: { readonly path: string }): boolean => path.startsWith('/assets/') || path === '/health'

/** Before any address: the right host, the headers that every answer carries, and a session. */
const guard =
  (setting: WebSetting): MiddlewareHandler<AppEnvironment> =>
  async (c, next) => {
    const nonce = randomBytes(16).toString('base64url')
    for (const [name, value] of Object.entries(securityHeaders(nonce, setting.isSecure))) c.header(name, value)
    c.header('cache-control', 'no-store')
    if (!hostIsOurs(c.req.header('host'), setting.hosts))
      return c.text('Locality answers only to this computer: open it as http://localhost with its port.\n', 421)
    c.set('nonce', nonce)
    c.set('requestId', randomUUID())
    if (!isForPrograms(c.req.path)) c.set('session', isForNobody(c.req) ? '' : openSession(c, setting.isSecure))
    return next()
  }

async function admit(c: WebContext, setting: WebSetting): Promise<Admitted> {
  const admitted = await setting.gate.admit(c.req.raw.headers, c.get('requestId'))
  for (const cookie of admitted.cookies) c.header('set-cookie', cookie, { append: true })
  c.set('admitted', admitted)
  return admitted
}

async function answerRoute(c: WebContext, route: Route, setting: WebSetting): Promise<Response> {
  const asTable = route.method === 'GET' && (formatOf(route, askedOf(c).url) ?? 'html') !== 'html'
  const admitted = isForNobody(route) ? { ctx: setting.ctx, cookies: [] } : await admit(c, setting)
  return renderReply(c, setting, await answer(c, route, setting, admitted), asTable)
}

async function answerNothing(c: WebContext, setting: WebSetting): Promise<Response> {
  await admit(c, setting)
  return renderReply(c, setting, pageNotFound())
}

async function answerFailure(c: WebContext, setting: WebSetting, error: Error): Promise<Response> {
  const id = c.get('requestId')
  // What was typed into an address is not for a log: only what was declared is.
  const route = matchedRoutes(c).at(-1)?.path
  setting.ctx.log.error({ id, route, error }, 'a page could not be drawn')
  return renderReply(c, setting, failurePage(id))
}

/** The product's web side: every address it answers is a declared route, and nothing else is there. */
export function createWebApp(setting: WebSetting): WebApp {
  const app: WebApp = new Hono<AppEnvironment>()
  app.use(guard(setting))
  for (const route of setting.routes) app.on(route.method, route.path, (c) => answerRoute(c, route, setting))
  mountOperations(app, setting)
  app.notFound((c) => answerNothing(c, setting))
  app.onError((error, c) => answerFailure(c, setting, error))
  return app
}
