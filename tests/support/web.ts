import type { Ctx } from '#platform'
import { Form, type Route, defineRoute, noInput, page } from '#ui'
import { createElement } from 'react'
import { type WebApp, createWebApp } from '../../src/delivery/web/create-web-app.ts'
import type { Gate } from '../../src/delivery/web/gate.ts'
import { webSetting } from '../../src/delivery/web/serve-web.ts'
import { operatorGate } from './gates.ts'

/** A browser without a window: keeps its cookies, sends forms as pages do. */
export interface TestBrowser {
  readonly app: WebApp
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Loads a page for its token, then sends the fields as its form would. */
  post(path: string, fields: Record<string, string> | FormData, headers?: Record<string, string>): Promise<Response>
  token(): Promise<string>
}

const origin = 'http://localhost'

/** A page with nothing but a form, where a browser finds its token. */
const tokenPage = defineRoute({
  method: 'GET',
  path: '/token',
  permission: 'public',
  audit: null,
  input: noInput,
  handle: async () => page({ title: 'Token', body: createElement(Form, { action: '/', children: null }) }),
})

export async function openTestBrowser(
  ctx: Ctx,
  routes: readonly Route[],
  gate: Gate = operatorGate(ctx),
): Promise<TestBrowser> {
  const app = createWebApp(await webSetting(ctx, { gate, routes: [...routes, tokenPage] }))
  const cookies = new Map<string, string>()

  async function send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: 'localhost', cookie, ...(init.headers as Record<string, string>) }
    const response = await app.request(`${origin}${path}`, { ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (value) cookies.set(name!, value)
      else cookies.delete(name!)
    }
    return response
  }

  const get: TestBrowser['get'] = (path, headers = {}) => send(path, { headers })

  async function token(): Promise<string> {
    return /name="_token" value="([^"]+)"/.exec(await (await get('/token')).text())![1]!
  }

  async function post(
    path: string,
    fields: Record<string, string> | FormData,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const entries = fields instanceof FormData ? [...fields] : Object.entries(fields)
    const body = fields instanceof FormData ? new FormData() : new URLSearchParams()
    for (const [name, value] of [['_token', await token()] as const, ...entries]) body.append(name, value as string)
    return send(path, { method: 'POST', body, headers: { origin, ...headers } })
  }

  return { app, get, post, token }
}
