import type { SignIn } from '#auth'
import { type Ctx, actingAs } from '#platform'
import { PageShell, type Reply, type Route, type Visitor, readForm } from '#ui'
import { renderToStaticMarkup } from 'react-dom/server'

export interface Walked {
  readonly reply: Reply
  /** The whole page as a browser would get it; nothing where the answer is no page. */
  readonly html: string
  readonly status: number
}

const facts = {
  assets: { style: '/style', icon: '/icon', script: '/script' },
  nonce: 'nonce',
  navigation: [],
  version: '0',
  vocabulary: 'test words',
  demonstration: false,
}

const cookieName = (cookie: string): string => cookie.slice(0, cookie.indexOf('='))

function markupOf(reply: Reply, url: URL): string {
  if (reply.kind !== 'page') return ''
  const view = {
    url,
    token: 'token',
    errors: reply.errors ?? {},
    values: reply.values ?? {},
    disclosure: 'shown' as const,
    opens: () => true,
  }
  return renderToStaticMarkup(<PageShell facts={facts} content={reply} view={view} />)
}

function statusOf(reply: Reply): number {
  if (reply.kind === 'refusal') return reply.status
  if (reply.kind === 'redirect') return 303
  return reply.kind === 'page' ? (reply.status ?? (reply.errors ? 422 : 200)) : 200
}

function find(routes: readonly Route[], method: string, path: string) {
  for (const route of routes.filter((one) => one.method === method)) {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
    const match = new RegExp(`^${route.path.replaceAll(/:\w+/g, '([^/]+)')}$`).exec(path)
    if (match) return { route, parameters: names.map((name, at) => [name, match[at + 1]!] as const) }
  }
  throw new Error(`there is no ${method} ${path}`)
}

/** Somebody before a browser who goes from page to page of the sign-in, with the session that their cookies say. */
export class PageWalk {
  readonly #ctx: Ctx
  readonly #signIn: SignIn
  readonly #routes: readonly Route[]
  readonly #address: string
  readonly cookies = new Map<string, string>()

  constructor(ctx: Ctx, setting: { signIn: SignIn; routes: readonly Route[]; address?: string }) {
    this.#ctx = ctx
    this.#signIn = setting.signIn
    this.#routes = setting.routes
    this.#address = setting.address ?? '10.0.0.1'
  }

  headers(): Headers {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Headers({
      cookie,
      'x-locality-address': this.#address,
      'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/1',
    })
  }

  async visitor(): Promise<Visitor | undefined> {
    const found = await this.#signIn.findSession(this.headers())
    if (!found) return undefined
    const { personId, sessionId, isStrong } = found.session
    return { personId, sessionId, isStrong, name: 'A Person', email: 'person@example.org', posts: [] }
  }

  #keep(cookies: readonly string[] = []): void {
    for (const cookie of cookies) {
      const value = cookie.slice(cookie.indexOf('=') + 1).split(';')[0]!
      if (value === '' || /Max-Age=0/i.test(cookie)) this.cookies.delete(cookieName(cookie))
      else this.cookies.set(cookieName(cookie), value)
    }
  }

  async #ask(method: 'GET' | 'POST', path: string, fields: Readonly<Record<string, string>>): Promise<Walked> {
    const url = new URL(path, 'http://localhost')
    const { route, parameters } = find(this.#routes, method, url.pathname)
    const visitor = await this.visitor()
    if (route.permission !== 'public' && !visitor)
      return { reply: { kind: 'refusal', status: 401, message: '' }, html: '', status: 401 }
    const typed = Object.entries(fields)
    const signal = new AbortController().signal
    const request = {
      url,
      headers: this.headers(),
      format: 'html',
      uploads: [],
      signal,
      ...(visitor ? { visitor } : {}),
    } as const
    const actor = visitor ? { name: visitor.name, userId: visitor.personId } : { name: 'nobody' }
    const ctx = actingAs(this.#ctx, { actor })
    const read = readForm(route.input, [...parameters, ...url.searchParams, ...typed], { fields: [], files: [] })
    if (read.kind === 'not-understood')
      return { reply: { kind: 'refusal', status: 400, message: read.message }, html: '', status: 400 }
    const reply =
      read.kind === 'fits' ? await route.handle(ctx, read.input, request) : await route.invalid!(ctx, read, request)
    if (reply.kind === 'page' || reply.kind === 'redirect') this.#keep(reply.cookies)
    return { reply, html: markupOf(reply, url), status: statusOf(reply) }
  }

  get = (path: string): Promise<Walked> => this.#ask('GET', path, {})
  post = (path: string, fields: Readonly<Record<string, string>> = {}): Promise<Walked> =>
    this.#ask('POST', path, fields)
}

/** Where an answer sends the browser. */
export const goesTo = ({ reply }: Walked): string | undefined => (reply.kind === 'redirect' ? reply.to : undefined)
