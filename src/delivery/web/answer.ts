import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { type Entries, type InvalidInput, type PageRequest, type Reply, type Route, type Upload, readForm } from '#ui'
import { type Ctx, actingAs } from '#platform'
import { type Asked, type WebContext, addressOf, askedOf, entriesOf, formatOf, repeatedOwnName } from './asked.ts'
import { failurePage, problemPage } from './error-page.tsx'
import type { Admitted } from './gate.ts'
import { type BodyProblem, type ReadBody, discardUploads, readBody } from './read-body.ts'
import { notAllowed, refusalOf } from './refuse.ts'
import { addressKey, findPageLimit } from './rate-limit.ts'
import { originIsOurs } from './same-origin.ts'
import { tokenFits } from './signing.ts'
import type { WebSetting } from './web-setting.ts'

const elsewhere = problemPage({
  status: 403,
  message:
    'This form was not sent from a page of Locality that is open here. Go back, load the page again and send it once more.',
})

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1_000_000).toLocaleString('en-GB')} MB`

const problems = {
  'too-long': [413, 'What was typed is longer than a form may hold. Shorten it and send it once more.'],
  'too-many': [400, 'The form holds more files or fields than it may. Send fewer at a time.'],
  'unknown-field': [400, 'The form does not take a file under that name. Load the page again and send it once more.'],
  'not-a-form': [400, 'What was sent is not a whole form. Go back, load the page again and send it once more.'],
} as const

function bodyProblem(problem: BodyProblem, route: Route): Reply {
  if (problem === 'not-allowed')
    return route.upload ? elsewhere : problemPage({ status: 400, message: 'This form takes no files.' })
  if (problem === 'too-large') {
    const ceiling = megabytes(route.upload?.maxBytes ?? 0)
    return problemPage({
      status: 413,
      message: `A file may have at most ${ceiling}. Split or compress it, and send it again.`,
    })
  }
  const [status, message] = problems[problem]
  return problemPage({ status, message })
}

const tokenOf = (fields: Entries): string | undefined => fields.find(([name]) => name === '_token')?.[1]

async function bodyOf(c: WebContext, route: Route, setting: WebSetting, asked: Asked): Promise<ReadBody> {
  const body = c.req.raw.body
  const stream = body ? Readable.fromWeb(body as ReadableStream) : Readable.from([])
  return readBody(stream, c.req.header('content-type'), {
    maxBytes: route.upload?.maxBytes ?? 1,
    maxFiles: route.upload?.maxFiles ?? 1,
    path: (name) => setting.ctx.folder.path('incoming', name),
    allowed: (fields) => route.upload !== undefined && tokenFits(setting.secret, asked.session, tokenOf(fields)),
  })
}

/** A form that did not fit: its own page again where the route has one, else a list of what is wrong. */
async function answerInvalid(route: Route, ctx: Ctx, problem: InvalidInput, request: PageRequest): Promise<Reply> {
  if (route.invalid) return route.invalid(ctx, problem, request)
  const status = route.method === 'GET' ? 400 : 422
  return problemPage({
    status,
    title: status === 422 ? 'There is a problem' : undefined,
    message: 'This could not be read. Put it right and try again:',
    details: Object.values(problem.errors),
  })
}

const noSuchFormat = problemPage({
  status: 400,
  message: 'A table can be had as csv, xlsx or json. Give one of these as “format”.',
})

/** What stands in an address stays in histories and in the logs of whatever is between. */
const inAddress = problemPage({
  status: 400,
  message: 'A form sends what it holds in its body, never in its address. Load the page again and send it once more.',
})

const givenTwice = (name: string): Reply =>
  problemPage({ status: 400, message: `“${name}” was given more than once. Give it once and try again.` })

interface Handling {
  readonly c: WebContext
  readonly route: Route
  readonly setting: WebSetting
  readonly asked: Asked
  readonly admitted: Admitted
  readonly entries: Entries
  readonly uploads: readonly Upload[]
  /** What somebody typed, into a form or after the question mark of an address. */
  readonly typed: Entries
}

/** As they were sent, with the address that the connection came from; what a browser says of its own address is not believed. */
function headersOf(c: WebContext): Headers {
  const headers = new Headers(c.req.raw.headers)
  headers.set('x-locality-address', addressOf(c))
  return headers
}

/** The workbench in the hands of whoever asks; for signing in, the product's own. */
const workbenchFor = (route: Route, setting: WebSetting, { ctx }: Admitted): Ctx =>
  route.asProduct ? actingAs(setting.ctx, { actor: ctx.actor, requestId: ctx.requestId }) : ctx

async function handle({ c, route, setting, asked, admitted, entries, uploads, typed }: Handling): Promise<Reply> {
  const repeated = repeatedOwnName(asked.url)
  if (repeated && route.method === 'GET') return givenTwice(repeated)
  const format = formatOf(route, asked.url)
  if (!format) return noSuchFormat
  const request: PageRequest = {
    headers: headersOf(c),
    url: asked.url,
    ...(admitted.visitor && { visitor: admitted.visitor }),
    format,
    uploads,
    upload: uploads[0],
    signal: c.req.raw.signal,
  }
  const ctx = workbenchFor(route, setting, admitted)
  const read = readForm(route.input, entries, { fields: typed, files: uploads, namesPatient: route.namesPatient })
  if (read.kind === 'fits') return route.handle(ctx, read.input, request)
  await discardUploads(uploads)
  if (read.kind === 'not-understood') return problemPage({ status: 400, message: read.message })
  return answerInvalid(route, ctx, { errors: read.errors, values: read.values }, request)
}

const refuses = (reply: Reply): boolean =>
  reply.kind === 'refusal' || (reply.kind === 'page' && (reply.status ?? 200) >= 400)

/** What somebody looked at is kept where its route says so; what somebody did is kept by the command that did it. */
async function keepReading(route: Route, ctx: Ctx, asked: Asked, reply: Reply): Promise<void> {
  const action = formatOf(route, asked.url) === 'html' ? route.audit : (route.auditOfFile ?? route.audit)
  if (!action || route.writesOwnRecord || refuses(reply)) return
  await ctx.transaction((tx) => ctx.audit(tx, action, `${asked.url.pathname}${asked.url.search}`))
}

/** How long whoever asks has to wait, where they take away or search for more than a person would. */
function secondsToWait(c: WebContext, { limits }: WebSetting, url: URL, { visitor }: Admitted): number | undefined {
  const counted = findPageLimit(limits, url)?.count(visitor?.personId ?? addressKey(addressOf(c)))
  return counted && !counted.allowed ? counted.retryAfterSeconds : undefined
}

function tooOften(c: WebContext, seconds: number): Reply {
  c.header('retry-after', String(seconds))
  return problemPage({
    status: 429,
    title: 'Too often',
    message:
      `This was asked for very often within a minute. Wait ${seconds} seconds and try again; ` +
      'for many tables use the interface for programs.',
  })
}

async function answerGet(c: WebContext, route: Route, setting: WebSetting, admitted: Admitted): Promise<Reply> {
  const asked = askedOf(c)
  const refusal = await refusalOf(route, asked.url, admitted, setting)
  if (refusal) return refusal
  const seconds = secondsToWait(c, setting, asked.url, admitted)
  if (seconds !== undefined) return tooOften(c, seconds)
  const entries = entriesOf(c, route, asked.url)
  // A search is typed too, and would stand in the history of a browser; what stands in the path is our own.
  const typed = entries.filter(([name]) => asked.url.searchParams.has(name))
  const reply = await handle({ c, route, setting, asked, admitted, entries, uploads: [], typed })
  await keepReading(route, admitted.ctx, asked, reply)
  return reply
}

/** Nothing of a form is looked at before it is known to come from our own page and from somebody who may send it. */
async function answerPost(c: WebContext, route: Route, setting: WebSetting, admitted: Admitted): Promise<Reply> {
  const asked = askedOf(c)
  if (!originIsOurs(c.req.header('origin'), c.req.header('host'))) return elsewhere
  const refusal = await refusalOf(route, asked.url, admitted, setting)
  if (refusal) return refusal
  if (asked.url.search !== '') return inAddress
  const body = await bodyOf(c, route, setting, asked)
  if (body.problem) return bodyProblem(body.problem, route)
  if (!tokenFits(setting.secret, asked.session, tokenOf(body.fields))) return elsewhere
  const typed = body.fields.filter(([name]) => name !== '_token')
  const entries = [...entriesOf(c, route, asked.url), ...typed]
  try {
    return await handle({ c, route, setting, asked, admitted, entries, uploads: body.uploads, typed })
  } catch (error) {
    await discardUploads(body.uploads)
    throw error
  }
}

/** The database's own refusal: what the product would have let through, row-level security did not. */
const isWalled = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '42501'

/** Answers a request to a declared address. Whatever goes wrong in it is a page with a number, and the rest is in the log. */
export async function answer(c: WebContext, route: Route, setting: WebSetting, admitted: Admitted): Promise<Reply> {
  try {
    return await (route.method === 'GET' ? answerGet : answerPost)(c, route, setting, admitted)
  } catch (error) {
    if (isWalled(error)) return notAllowed
    setting.ctx.log.error({ id: c.get('requestId'), route: `${route.method} ${route.path}`, error }, 'a page failed')
    return failurePage(c.get('requestId'))
  }
}
