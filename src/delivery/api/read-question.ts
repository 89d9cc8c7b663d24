import { tableFormats } from '#tables'
import { type Entries, type FormErrors, type Operation, type Page, readForm } from '#ui'
import { z } from 'zod'
import { type CursorOf, readCursor } from './cursor.ts'

export const mostRows = 10_000
export const usualRows = 1000

const format = z
  .enum(tableFormats)
  .default('json')
  .describe('How the table is written. Only JSON has its notes; beside the others the next page is in the header Link.')

const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(mostRows)
  .default(usualRows)
  .describe(`How many rows a page has, at most ${mostRows}.`)

const cursor = z.string().max(2000).optional().describe('Where the page begins: taken from “next”, never made.')

const pagedShape = z.object({ format, limit, cursor })

/** What is read of every address of an operation beside its own input. */
export const sharedInput = ({ paged }: Operation): z.ZodObject => (paged ? pagedShape : z.object({ format }))

export interface Misread {
  readonly kind: 'misread'
  readonly message: string
  /** By the name of what is wrong. */
  readonly errors?: FormErrors
}

export interface Question {
  readonly kind: 'fits'
  readonly input: unknown
  readonly page: Page
  readonly format: z.output<typeof format>
}

interface Asked {
  readonly operation: Operation
  readonly parameters: Readonly<Record<string, string>>
  readonly secret: Buffer
  readonly of: CursorOf
}

type Read<Value> = { readonly kind: 'fits'; readonly input: Value } | Misread

function read<Schema extends z.ZodType>(schema: Schema, entries: Entries, typed: Entries): Read<z.output<Schema>> {
  const found = readForm(schema, entries, { fields: typed, files: [] })
  if (found.kind === 'fits') return found
  if (found.kind === 'not-understood') return { kind: 'misread', message: found.message }
  return { kind: 'misread', message: Object.values(found.errors).join(' '), errors: found.errors }
}

const badCursor: Misread = {
  kind: 'misread',
  message:
    'The cursor is not of this question. Take the address of the next page from “next”, whole, and change only its limit.',
}

/** The address against the declaration: nothing unknown, nothing twice, everything of its kind, and no patient in it. */
export function readQuestion({ operation, parameters, secret, of }: Asked): Question | Misread {
  const names = Object.keys(sharedInput(operation).shape)
  const query = [...of.url.searchParams]
  const own = query.filter(([name]) => !names.includes(name))
  const ours = query.filter(([name]) => names.includes(name))
  const input = read(operation.input, [...Object.entries(parameters), ...own], own)
  const shared = read(pagedShape, ours, [])
  if (input.kind === 'misread') return input
  if (shared.kind === 'misread') return shared
  const after = shared.input.cursor === undefined ? undefined : readCursor(secret, of, shared.input.cursor)
  if (shared.input.cursor !== undefined && !after) return badCursor
  const page = { limit: shared.input.limit, ...(after && { after }) }
  return { kind: 'fits', input: input.input, page, format: shared.input.format }
}
