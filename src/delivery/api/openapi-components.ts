import { tableMediaTypes } from '#tables'
import { type ProblemName, problemNames, problemType, problems } from './problem.ts'

type Json = Readonly<Record<string, unknown>>

export const refOf = (kind: 'responses' | 'schemas' | 'headers', name: string): Json => ({
  $ref: `#/components/${kind}/${name}`,
})

const cell = { type: ['string', 'number', 'null'] }
const row = { type: 'object', additionalProperties: cell }

const column = {
  type: 'object',
  required: ['key', 'label', 'kind'],
  properties: {
    key: { type: 'string', description: 'Its name in rows; names ending in _pence are pence in every form.' },
    label: { type: 'string' },
    kind: { enum: ['text', 'code', 'count', 'pence', 'date', 'month', 'percent'] },
  },
}

const tableProperties = {
  name: { type: 'string' },
  caption: { type: 'string' },
  columns: { type: 'array', items: refOf('schemas', 'column') },
  rows: { type: 'array', items: row },
  totals: { type: ['object', 'null'], additionalProperties: cell },
  notes: {
    type: 'array',
    items: { type: 'string' },
    description: 'What a reader must know beside the figures: source, date, version, what is missing.',
  },
  next: { type: ['string', 'null'], description: 'The whole path of the next page; null where there is none.' },
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri-reference', examples: problemNames.map(problemType) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is missing, and whom to ask.' },
    instance: { type: 'string', format: 'uri', description: 'The number of this request, as the log has it.' },
    errors: { type: 'object', additionalProperties: { type: 'string' } },
  },
}

const answer = (description: string, headers: Json = {}): Json => ({
  description,
  headers,
  content: {
    'application/json': { schema: refOf('schemas', 'table') },
    'text/csv': { schema: { type: 'string' } },
    [tableMediaTypes.xlsx]: {},
  },
})

const headersOf = (name: ProblemName): Json => {
  const shown: Partial<Record<ProblemName, string>> = { 'too-many': 'Retry-After', 'no-token': 'WWW-Authenticate' }
  const header = shown[name]
  return header === undefined ? {} : { headers: { [header]: { schema: { type: 'string' } } } }
}

const problemResponse = (name: ProblemName): Json => ({
  description: problems[name].words,
  ...headersOf(name),
  content: { 'application/problem+json': { schema: refOf('schemas', 'problem') } },
})

/** What the operations of the document share. */
export const openApiComponents: Json = {
  securitySchemes: {
    token: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'locality_…',
      description: 'A token of somebody’s account.',
    },
  },
  schemas: {
    column,
    problem,
    table: { type: 'object', required: Object.keys(tableProperties), properties: tableProperties },
  },
  responses: {
    table: answer('The table.'),
    page: answer('One page of the table.', {
      Link: { description: 'rel="next": the same path as “next”.', schema: { type: 'string' } },
    }),
    ...Object.fromEntries(problemNames.map((name) => [name, problemResponse(name)])),
  },
}
