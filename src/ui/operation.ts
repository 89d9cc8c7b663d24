import type { Ctx } from '#platform'
import type { Permission, Result, Table } from '#shared'
import type { z } from 'zod'
import { shapeOf } from './input/input-shape.ts'

/** Where the next page of a long list begins: whatever its view needs to go on from there. Nobody outside can make one. */
export type Position = readonly (string | number)[]

/** Which stretch of a long list is wanted: so many rows, from the beginning or after a position. */
export interface Page {
  readonly limit: number
  readonly after?: Position
}

/** A table, or one page of it. */
export interface TablePage {
  readonly table: Table
  /** Where the next page begins; nothing on the last. */
  readonly next?: Position
  /** What no table can hold, such as the working of a price. In JSON alone, and only for whoever may see small numbers. */
  readonly beside?: Readonly<Record<string, unknown>>
}

/**
 * Why an operation may be refused when its input fits. `not-found`: nothing there that the asker may see, and nothing is told of it.
 * `too-narrow`: not while small numbers are held back. `changed`: a list became another between two pages of it.
 */
export const operationRefusals = ['not-found', 'too-narrow', 'changed'] as const
export type OperationRefusal = (typeof operationRefusals)[number]

/**
 * One thing that programs may ask for, declared beside the page that shows the same. `input` is a zod object of the path's parameters
 * with the query; a name that is not in it is refused before anything is answered. Only reading so far: a method that changes something
 * will be declared here too, with a command behind it.
 */
export interface Operation<Input extends z.ZodType = z.ZodType> {
  readonly method: 'GET'
  /** One word by which documents and programs made from them know it: `statement`. */
  readonly name: string
  /** Begins with `/api/v1/`. */
  readonly path: string
  readonly summary: string
  readonly permission: Permission
  /** The action kept in the journal when it was answered; null where what it tells is about nobody. */
  readonly audit: string | null
  readonly input: Input
  /** A list that may be long: it takes `limit` and `cursor`, and its order is fixed. */
  readonly paged?: true
  answer(ctx: Ctx, input: z.output<Input>, page: Page): Promise<Result<Table | TablePage, OperationRefusal>>
}

export const operationsRoot = '/api/v1'

/** What is read of every address, whatever the operation. */
export const reservedNames: readonly string[] = ['format', 'limit', 'cursor']

export const parametersOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)

function faultOf({ path, input }: Operation): string | undefined {
  const shape = shapeOf(input)
  if (!path.startsWith(`${operationsRoot}/`)) return `does not begin with ${operationsRoot}`
  if (!shape) return 'has an input that is not a zod object'
  const missing = parametersOf(path).filter((name) => !Object.hasOwn(shape, name))
  if (missing.length > 0) return `does not read its parameter ${missing.join(', ')}`
  const taken = reservedNames.filter((name) => Object.hasOwn(shape, name))
  return taken.length > 0 ? `takes ${taken.join(', ')}, which every operation has` : undefined
}

/** Declares an operation; a declaration that cannot work throws while the program starts, not when somebody asks. */
export function defineOperation<Input extends z.ZodType>(operation: Operation<Input>): Operation {
  const fault = faultOf(operation)
  if (fault) throw new TypeError(`the operation ${operation.name} ${fault}`)
  return operation
}
