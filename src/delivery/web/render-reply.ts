import { Readable } from 'node:stream'
import type { DownloadBody, PageContent, Reply, ServerEvent } from '#ui'
import { discloseTable, nothingAtAll } from '#shared'
import { findTableFormat, findTableSort, sortTable, tableFile, tableMediaTypes } from '#tables'
import { type WebContext, askedOf } from './asked.ts'
import { leaveBanner } from './cookies.ts'
import { problemPage } from './error-page.tsx'
import { renderPage, sendText } from './render-page.tsx'
import { downloadPolicy } from './security-headers.ts'
import type { WebSetting } from './web-setting.ts'

type ReplyOf<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>

/** A name that any system can keep a file under; the original stands beside it for those that read UTF-8. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.() -]/g, '_')
  const star = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${star}`
}

const streamOf = (body: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from(body, { objectMode: false })) as ReadableStream<Uint8Array>

const bodyOf = (body: DownloadBody): string | Uint8Array<ArrayBuffer> | ReadableStream =>
  typeof body === 'string' ? body : body instanceof Uint8Array ? new Uint8Array(body) : streamOf(body)

function sendDownload(c: WebContext, { name, type, body }: Omit<ReplyOf<'download'>, 'kind'>): Response {
  c.header('content-security-policy', downloadPolicy)
  return c.newResponse(bodyOf(body), 200, { 'content-type': type, 'content-disposition': attachment(name) })
}

const quotedNames = (content: PageContent): string => (content.tables ?? []).map(({ name }) => `“${name}”`).join(', ')

/** The one table asked for of those that the page shows, in the order in which the page shows it. */
async function sendTable(c: WebContext, setting: WebSetting, content: PageContent): Promise<Response> {
  const { searchParams } = askedOf(c).url
  const format = findTableFormat(searchParams.get('format'))!
  const wanted = searchParams.get('table')
  const tables = content.tables ?? []
  const table = wanted === null && tables.length === 1 ? tables[0] : tables.find(({ name }) => name === wanted)
  if (!table) {
    const others = `Say which table as “table”: this page shows ${quotedNames(content)}.`
    const message = tables.length === 0 ? 'This page shows no table.' : others
    return renderReply(c, setting, problemPage({ status: 404, title: 'No such table', message }))
  }
  const disclosed = discloseTable(table, (c.get('admitted')?.ctx.scope ?? nothingAtAll).smallNumbers)
  const sorted = sortTable(disclosed, findTableSort(searchParams.get('sort')))
  return sendDownload(c, {
    name: `${table.name}.${format}`,
    type: tableMediaTypes[format],
    body: await tableFile(sorted, format),
  })
}

const isWhole = (content: PageContent): boolean => (content.status ?? 200) === 200 && !content.errors

const setCookies = (c: WebContext, cookies: readonly string[] = []): void => {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

async function sendPage(c: WebContext, setting: WebSetting, content: PageContent, asTable: boolean): Promise<Response> {
  setCookies(c, content.cookies)
  return asTable && isWhole(content) ? sendTable(c, setting, content) : renderPage(c, setting, content)
}

async function* eventText(events: AsyncIterable<ServerEvent>): AsyncGenerator<string> {
  yield 'retry: 3000\n\n'
  for await (const { event, data } of events) yield `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

const sendEvents = (c: WebContext, events: AsyncIterable<ServerEvent>): Response =>
  c.newResponse(streamOf(eventText(events)), 200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })

function sendRedirect(c: WebContext, setting: WebSetting, { to, banner, cookies }: ReplyOf<'redirect'>): Response {
  setCookies(c, cookies)
  if (banner) leaveBanner(c, setting, banner)
  return c.redirect(to, 303)
}

function sendAsset(c: WebContext, { type, body, gzipped }: ReplyOf<'asset'>): Response {
  const packed = gzipped && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '') ? gzipped : undefined
  const headers: Record<string, string> = {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  }
  if (packed) headers['content-encoding'] = 'gzip'
  return c.newResponse(new Uint8Array(packed ?? body), 200, headers)
}

/** Turns what a route answered into what a browser gets. Pages are never kept by browsers or between. */
export async function renderReply(
  c: WebContext,
  setting: WebSetting,
  reply: Reply,
  asTable = false,
): Promise<Response> {
  c.header('cache-control', 'no-store')
  switch (reply.kind) {
    case 'page':
      return sendPage(c, setting, reply, asTable)
    case 'refusal':
      return renderReply(c, setting, problemPage(reply))
    case 'redirect':
      return sendRedirect(c, setting, reply)
    case 'download':
      return sendDownload(c, reply)
    case 'json':
      return sendText(c, JSON.stringify(reply.value), 'application/json; charset=utf-8', reply.status ?? 200)
    case 'events':
      return sendEvents(c, reply.events)
    case 'asset':
      return sendAsset(c, reply)
  }
}
