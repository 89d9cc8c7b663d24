import { operationsRoot } from '#ui'
import type { Hono } from 'hono'
import type { AppEnvironment, WebContext } from '../web/asked.ts'
import { sendText } from '../web/render-page.tsx'
import type { WebSetting } from '../web/web-setting.ts'
import { answerOperation, nothingThere } from './answer-operation.ts'
import type { ApiSetting } from './api-setting.ts'
import { openApiDocument } from './openapi.ts'
import { sendProblem, setOwnHeaders } from './problem.ts'

export const documentPath = `${operationsRoot}/openapi.json`
export const problemPath = `${operationsRoot}/problems/:name`

/** Whether an address is for programs: no session is begun there and no cookie is looked at. */
export const isForPrograms = (path: string): boolean => path === operationsRoot || path.startsWith(`${operationsRoot}/`)

/** Every address that programs may ask, as a reviewer reads them. */
export const listAddresses = ({ operations }: Pick<ApiSetting, 'operations'>): string[] => [
  ...operations.map(({ method, path }) => `${method} ${path}`),
  `GET ${documentPath}`,
  `GET ${problemPath}`,
]

const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/[.]/g, '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)

const notOffered = (c: WebContext): Response =>
  sendProblem(c, {
    name: 'not-offered',
    detail: 'Programs can only read here: ask with GET.',
    headers: { allow: 'GET' },
  })

/** Known with another method, or not known at all. Addresses are no secret: the document tells them to anybody. */
function answerNothing(c: WebContext, known: readonly RegExp[]): Response {
  if (known.some((path) => path.test(c.req.path))) return notOffered(c)
  return sendProblem(c, {
    ...nothingThere,
    detail: `There is no such address. ${documentPath} lists every address that programs can ask.`,
  })
}

/** Answers GET alone: a HEAD would otherwise be answered as one without its body, and do all of its work. */
const onlyGet =
  (answer: (c: WebContext) => Promise<Response> | Response) =>
  (c: WebContext): Promise<Response> | Response =>
    c.req.method === 'GET' ? answer(c) : notOffered(c)

/** Puts the interface for programs at its addresses; nothing where an installation has none. */
export function mountOperations(app: Hono<AppEnvironment>, setting: WebSetting): void {
  const { api } = setting
  if (!api) return
  const document = JSON.stringify(openApiDocument(api.operations, setting.version))
  for (const operation of api.operations)
    app.on(
      operation.method,
      operation.path,
      onlyGet((c) => answerOperation(c, operation, setting, api)),
    )
  app.on(
    'GET',
    documentPath,
    onlyGet((c) => (setOwnHeaders(c), sendText(c, document, 'application/json; charset=utf-8', 200))),
  )
  app.on(
    'GET',
    problemPath,
    onlyGet((c) => c.redirect(`/api#problem-${encodeURIComponent(c.req.param('name') ?? '')}`, 303)),
  )
  const known = listAddresses(api).map((address) => pattern(address.slice('GET '.length)))
  app.use(`${operationsRoot}/*`, async (c) => answerNothing(c, known))
}
