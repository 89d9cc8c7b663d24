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
  readonly cookies: Map<string, string>
  /** Sends what it is told and nothing of its own but its cookies. */
  send(path: string, init?: RequestInit): Promise<Response>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Loads a page for its token, then sends the fields as its form would. */
  post(path: string, fields: Record<string, string> | FormData, headers?: Record<string, string>): Promise<Response>
  token(): Promise<string>
}

export interface BrowserSetting {
  /** Where the server says that it is. */
  readonly origin?: string
  /** Where the connection comes from. */
  readonly address?: string
  /** A page on which a form stands; the first that holds a token is taken. */
  readonly tokenPages: readonly string[]
}

/** A page with nothing but a form, where a browser finds its token. */
const tokenPage = defineRoute({
  method: 'GET',
  path: '/token',
  permission: 'public',
  audit: null,
  input: noInput,
  handle: async () => page({ title: 'Token', body: createElement(Form, { action: '/', children: null }) }),
})

function keep(cookies: Map<string, string>, response: Response): void {
  for (const set of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
    if (value) cookies.set(name!, value)
    else cookies.delete(name!)
  }
}

export function browserOn(app: WebApp, setting: BrowserSetting): TestBrowser {
  const { origin = 'http://localhost', address, tokenPages } = setting
  const cookies = new Map<string, string>()
  const env = address === undefined ? {} : { incoming: { socket: { remoteAddress: address } } }

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: new URL(origin).host, cookie, ...(init.headers as Record<string, string>) }
    const response = await app.request(`${origin}${path}`, { ...init, headers }, env)
    keep(cookies, response)
    return response
  }

  const get: TestBrowser['get'] = (path, headers = {}) => send(path, { headers })

  async function token(): Promise<string> {
    for (const path of tokenPages) {
      const found = /name="_token" value="([^"]+)"/.exec(await (await get(path)).text())
      if (found) return found[1]!
    }
    throw new Error('no page holds a form')
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

  return { app, cookies, send, get, post, token }
}

export async function openTestBrowser(
  ctx: Ctx,
  routes: readonly Route[],
  gate: Gate = operatorGate(ctx),
): Promise<TestBrowser> {
  const app = createWebApp(await webSetting(ctx, { gate, routes: [...routes, tokenPage] }))
  return browserOn(app, { tokenPages: ['/token'] })
}
