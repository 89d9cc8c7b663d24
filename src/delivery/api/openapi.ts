import { type Operation, operationsRoot, parametersOf } from '#ui'
import { z } from 'zod'
import { openApiComponents, refOf } from './openapi-components.ts'
import type { ProblemName } from './problem.ts'
import { sharedInput } from './read-question.ts'

type Json = Readonly<Record<string, unknown>>

/** `/api/v1/lines/:month` as OpenAPI writes it. */
const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}')

interface Described {
  readonly properties?: Readonly<Record<string, Json>>
  readonly required?: readonly string[]
}

/** What is typed, not what becomes of it. */
const describe = (input: z.ZodType): Described => z.toJSONSchema(input, { io: 'input' }) as Described

function parametersFrom(input: z.ZodType, path: string): Json[] {
  const { properties = {}, required = [] } = describe(input)
  const inPath = parametersOf(path)
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: inPath.includes(name) || required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }))
}

const problemsOf = ({ path, paged }: Operation): ProblemName[] => [
  'not-understood',
  'no-token',
  'not-allowed',
  ...(parametersOf(path).length > 0 ? (['not-found'] as const) : []),
  ...(paged ? (['changed'] as const) : []),
  'too-many',
  'failed',
]

const pagingWords =
  'The list comes in pages, in an order that stays. Ask for “next” of each answer until it is null: every row comes once.'

function operationDocument(operation: Operation): Json {
  const { name, path, summary, permission, audit, input, paged } = operation
  return {
    operationId: name,
    summary,
    description: paged ? pagingWords : 'The whole table in one answer.',
    'x-permission': permission,
    'x-audit': audit,
    parameters: [...parametersFrom(input, path), ...parametersFrom(sharedInput(operation), path)],
    responses: { '200': refOf('responses', paged ? 'page' : 'table'), ...problemResponses(problemsOf(operation)) },
  }
}

const statuses: Readonly<Record<string, string>> = {
  'not-understood': '400',
  'no-token': '401',
  'not-allowed': '403',
  'not-found': '404',
  changed: '409',
  'too-many': '429',
  failed: '500',
}

const problemResponses = (names: readonly ProblemName[]): Json =>
  Object.fromEntries(names.map((name) => [statuses[name]!, refOf('responses', name)]))

function pathsOf(operations: readonly Operation[]): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) {
    const template = templateOf(operation.path)
    paths[template] = { ...paths[template], [operation.method.toLowerCase()]: operationDocument(operation) }
  }
  return paths
}

/** The whole interface as OpenAPI 3.1, made from what is declared: a document that could differ from it does not exist. */
export const openApiDocument = (operations: readonly Operation[], version: string): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Locality',
    version,
    summary: 'The tables of a commissioning workbench, for programs',
    description:
      `Every table that a person may see on a page, a token of theirs may read here: the address of the page behind ${operationsRoot}. ` +
      'Money is in whole pence in JSON. An unknown parameter is refused rather than passed over.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'This installation' }],
  security: [{ token: [] }],
  paths: pathsOf(operations),
  components: openApiComponents,
})
