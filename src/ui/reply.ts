import type { Table } from '#shared'
import type { ReactNode } from 'react'
import type { FormErrors, FormValues } from './input/form-errors.ts'

/** A step of the way back: the pages above this one, the outermost first. */
export interface Crumb {
  readonly text: string
  readonly href: string
}

/** What the next page says on top, once. */
export interface Banner {
  readonly kind: 'success' | 'information'
  readonly text: string
}

export interface PageContent {
  readonly title: string
  readonly body: ReactNode
  /** Every table the page draws: the shell serves `?format=csv|xlsx|json&table=NAME` of exactly these. */
  readonly tables?: readonly Table[]
  readonly breadcrumbs?: readonly Crumb[]
  /** What is wrong with the form; the shell shows the summary, the fields show their own. Makes the status 422. */
  readonly errors?: FormErrors
  readonly values?: FormValues
  /** Asks a browser without JavaScript to come again after so many seconds. */
  readonly refreshSeconds?: number
  /** Set on the way: each the whole value of one `Set-Cookie`. Only signing in and out needs this. */
  readonly cookies?: readonly string[]
  readonly status?: number
}

/** One event of a stream: its data is sent as JSON. */
export interface ServerEvent {
  readonly event: string
  readonly data: unknown
}

export type DownloadBody = string | Uint8Array | AsyncIterable<string | Uint8Array>

export type Reply =
  | ({ readonly kind: 'page' } & PageContent)
  | { readonly kind: 'redirect'; readonly to: string; readonly banner?: Banner; readonly cookies?: readonly string[] }
  | { readonly kind: 'download'; readonly name: string; readonly type: string; readonly body: DownloadBody }
  | { readonly kind: 'refusal'; readonly status: number; readonly title?: string; readonly message: string }
  | { readonly kind: 'json'; readonly value: unknown; readonly status?: number }
  | { readonly kind: 'events'; readonly events: AsyncIterable<ServerEvent> }
  | { readonly kind: 'asset'; readonly type: string; readonly body: Uint8Array; readonly gzipped?: Uint8Array }

export const page = (content: PageContent): Reply => ({ ...content, kind: 'page' })

/**
 * A path within the product: what somebody was on the way to is followed only where this holds. `//elsewhere` is another house, and
 * browsers read `\` as `/`.
 */
export const isOwnPath = (path: string): boolean => /^\/(?!\/)/.test(path) && !/[\p{Cc}\s\\]/u.test(path)

/** Sends the browser on after a form, with a banner there; a plain text is a success. Only within the product. */
export function redirect(to: string, banner?: Banner | string, cookies: readonly string[] = []): Reply {
  if (!isOwnPath(to)) throw new RangeError(`a redirect stays within the product: ${to}`)
  return {
    kind: 'redirect',
    to,
    cookies,
    banner: typeof banner === 'string' ? { kind: 'success', text: banner } : banner,
  }
}

/** A file to keep: always an attachment, never shown by the browser. */
export const download = (file: { name: string; type: string; body: DownloadBody }): Reply => ({
  kind: 'download',
  ...file,
})

export const notFound = (message: string): Reply => ({ kind: 'refusal', status: 404, title: 'Page not found', message })

/** Says no with a whole sentence: what is wrong, where, and what to do. */
export const refusal = (status: number, message: string, title?: string): Reply => ({
  kind: 'refusal',
  status,
  message,
  title,
})

export const json = (value: unknown, status = 200): Reply => ({ kind: 'json', value, status })

export const eventStream = (events: AsyncIterable<ServerEvent>): Reply => ({ kind: 'events', events })
