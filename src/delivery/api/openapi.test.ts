import { Validator } from '@seriousme/openapi-schema-validator'
import { parametersOf, shapeOf } from '#ui'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, scopeGate } from '../../../tests/support/api.ts'
import { openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { roomOperations } from '../room-operations.ts'
import { apiPage } from './api.page.tsx'
import { problemNames, problems } from './problem.ts'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description?: string
  readonly schema: Record<string, unknown>
}

interface Operation {
  readonly operationId: string
  readonly 'x-permission': string
  readonly parameters: readonly Parameter[]
  readonly responses: Record<string, { $ref: string }>
}

interface Document {
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { responses: Record<string, unknown> }
}

const workbench = useWorkbench()
let document: Document

beforeAll(async () => {
  const { ctx } = workbench()
  const api = await openTestApi(ctx, { gate: scopeGate(ctx) })
  const answer = await api.get('/api/v1/openapi.json')
  expect(answer.status, 'anybody may read it').toBe(200)
  document = (await answer.json()) as Document
}, 120_000)

const of = (path: string): Operation => document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]!['get']!

describe('the document of the interface', () => {
  test('is valid OpenAPI 3.1, with every reference answered', async () => {
    const validator = new Validator()
    const result = await validator.validate({ ...structuredClone(document) })
    expect(result.errors ?? []).toEqual([])
    expect([result.valid, validator.version]).toEqual([true, '3.1'])
    const text = JSON.stringify(document)
    for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/([\w-]+)"/g))
      expect(
        (document.components as Record<string, Record<string, unknown>>)[kind!]![name!],
        `${kind}/${name}`,
      ).toBeDefined()
  })

  test('tells every operation, its permission, each of its parameters and its paging', () => {
    expect(Object.keys(document.paths)).toHaveLength(roomOperations.length)
    for (const { path, name, permission, input, paged } of roomOperations) {
      const told = of(path)
      expect([told.operationId, told['x-permission']]).toEqual([name, permission])
      const names = [...Object.keys(shapeOf(input)!), 'format', ...(paged ? ['limit', 'cursor'] : [])]
      expect(told.parameters.map((each) => each.name)).toEqual(names)
      expect(told.parameters.filter((each) => each.in === 'path').map((each) => each.name)).toEqual(parametersOf(path))
      for (const each of told.parameters) expect(each.description, `${path} ${each.name}`).toMatch(/\.$/)
      expect(told.responses['200']!.$ref).toMatch(paged ? /page$/ : /table$/)
      for (const status of ['400', '401', '403', '429', '500'])
        expect(told.responses[status], `${path} ${status}`).toBeDefined()
    }
  })

  test('says of a choice which there are, and of a number how large it may be', () => {
    const schemaOf = (path: string, name: string) => of(path).parameters.find((each) => each.name === name)!.schema
    expect(schemaOf('/api/v1/statements/:month', 'by')).toEqual({
      type: 'string',
      enum: ['practice', 'group', 'provider', 'pod', 'month'],
      default: 'practice',
    })
    expect(schemaOf('/api/v1/lines/:month', 'limit')).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 10_000,
      default: 1000,
    })
    expect(of('/api/v1/statements/:month').parameters[0]).toMatchObject({ name: 'month', in: 'path', required: true })
  })
})

describe('the page about the interface', () => {
  test('lists every operation and problem, with examples that ask this installation and hold no token', async () => {
    const browser = await openTestBrowser(workbench().ctx, [apiPage(roomOperations)])
    const text = await (await browser.get('/api')).text()
    for (const { path } of roomOperations) expect(text).toContain(path)
    for (const name of problemNames) expect(text).toContain(`id="problem-${name}"`)
    for (const language of ['curl', 'R', 'Python', 'Power BI']) expect(text).toContain(`>${language}</h3>`)
    expect(text).toContain('http://localhost/api/v1/statements/2007-10')
    expect(text).not.toMatch(/locality_[\w-]{10}/)
  })

  test('is where the type of a problem leads', async () => {
    const { ctx } = workbench()
    const api = await openTestApi(ctx, { gate: scopeGate(ctx) })
    const answer = await api.get('/api/v1/problems/not-found')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/api#problem-not-found'])
    expect(new Set(Object.values(problems).map(({ title }) => title)).size).toBe(problemNames.length)
  })
})
