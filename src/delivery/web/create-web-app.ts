import { randomBytes, randomUUID } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import type { Route } from '#ui'
import { answer } from './answer.ts'
import { type AppEnvironment, type WebContext, askedOf, formatOf } from './asked.ts'
import { openSession } from './cookies.ts'
import { failurePage, pageNotFound } from './error-page.tsx'
import { renderReply } from './render-reply.ts'
import { hostIsOurs } from './same-origin.ts'
import { securityHeaders } from './security-headers.ts'
import type { WebSetting } from './web-setting.ts'

export type WebApp = Hono<AppEnvironment>

/** Before any address: the right host, the headers that every answer carries, and a session. */
const guard =
  (setting: WebSetting): MiddlewareHandler<AppEnvironment> =>
  async (c, next) => {
    const nonce = randomBytes(16).toString('base64url')
    for (const [name, value] of Object.entries(securityHeaders(nonce))) c.header(name, value)
    if (!hostIsOurs(c.req.header('host'), setting.hosts))
      return c.text('Locality answers only to this computer: open it as http://localhost with its port.\n', 421)
    c.set('nonce', nonce)
    c.set('session', openSession(c))
    return next()
  }

/** Assets and health have nothing to do with a session and set none. */
async function answerRoute(c: WebContext, route: Route, setting: WebSetting): Promise<Response> {
  const asTable = route.method === 'GET' && (formatOf(route, askedOf(c).url) ?? 'html') !== 'html'
  return renderReply(c, setting, await answer(c, route, setting), asTable)
}

async function answerFailure(c: WebContext, setting: WebSetting, error: Error): Promise<Response> {
  const id = randomUUID()
  setting.ctx.log.error({ id, path: c.req.path, error }, 'a page could not be drawn')
  return renderReply(c, setting, failurePage(id))
}

/** The product's web side: every address it answers is a declared route, and nothing else is there. */
export function createWebApp(setting: WebSetting): WebApp {
  const app: WebApp = new Hono<AppEnvironment>()
  app.use(guard(setting))
  for (const route of setting.routes) app.on(route.method, route.path, (c) => answerRoute(c, route, setting))
  app.notFound((c) => renderReply(c, setting, pageNotFound()))
  app.onError((error, c) => answerFailure(c, setting, error))
  return app
}
