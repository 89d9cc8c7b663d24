import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { findTableFormat } from '#tables'
import { type Entries, type PageRequest, type Route, shapeOf } from '#ui'
import type { Admitted } from './gate.ts'

/** What a request brings with it before its input is read. */
export interface Asked {
  readonly url: URL
  /** What a form's token is bound to: the browser, and who has come in with it. */
  readonly session: string
  readonly nonce: string
}

export interface AppEnvironment {
  Variables: { session: string; nonce: string; requestId: string; admitted?: Admitted }
  Bindings: { incoming?: IncomingMessage }
}

export type WebContext = Context<AppEnvironment>

export const askedOf = (c: WebContext): Asked => ({
  url: new URL(c.req.url),
  session: `${c.get('session')} ${c.get('admitted')?.visitor?.sessionId ?? ''}`,
  nonce: c.get('nonce'),
})

/** Where the connection comes from; a test has none. */
export const addressOf = (c: WebContext): string => c.env?.incoming?.socket.remoteAddress ?? 'unknown'

/** What the shell itself reads from an address, unless a route reads it. */
const ownNames = ['format', 'table', 'sort']

/** A name of the shell's own that was given more than once: which of its values is meant nobody can say. */
export const repeatedOwnName = ({ searchParams }: URL): string | undefined =>
  ownNames.find((name) => searchParams.getAll(name).length > 1)

/** The path's parameters and the query, without what the shell reads. */
export function entriesOf(c: WebContext, route: Route, url: URL): Entries {
  const shape = shapeOf(route.input) ?? {}
  const query = [...url.searchParams].filter(([name]) => !ownNames.includes(name) || Object.hasOwn(shape, name))
  return [...Object.entries(c.req.param() as Record<string, string>), ...query]
}

/** The format of a table that the address asks for; a route may keep the name `format` to itself. */
export function formatOf(route: Route, url: URL): PageRequest['format'] | undefined {
  if (Object.hasOwn(shapeOf(route.input) ?? {}, 'format')) return 'html'
  const text = url.searchParams.get('format')
  return text === null ? 'html' : findTableFormat(text)
}
