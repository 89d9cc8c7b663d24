import type { Ctx, Vocabulary } from '#platform'
import type { Need } from '#shared'
import { z } from 'zod'
import { shapeOf } from './input/input-shape.ts'
import type { FormErrors, FormValues } from './input/form-errors.ts'
import type { Reply } from './reply.ts'
import type { TableFormat } from './table-files/table-format.ts'

/** A file received: already on disk under a random name, with the name its sender gave kept only as text. */
export interface Upload {
  readonly field: string
  readonly name: string
  readonly path: string
  readonly bytes: number
}

/** A post somebody holds today, in words. */
export interface VisitorPost {
  readonly postId: string
  /** `Practice manager`. */
  readonly title: string
  /** The name of the organisation whose post it is; nothing where it is the installation itself. */
  readonly organisation?: string
}

/** Whoever has come in, as pages and the header show them. What they may see is in `ctx.scope`. */
export interface Visitor {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly sessionId: string
  /** The post in which they work now; nothing where they hold none today. */
  readonly post?: VisitorPost
  /** All that they hold today, by title. */
  readonly posts: readonly VisitorPost[]
  /** Whether they proved themselves by more than a passphrase in this session. */
  readonly isStrong: boolean
}

/** How a page was asked for, beside its checked input. */
export interface PageRequest {
  readonly url: URL
  /** Nobody where the address is public and nobody has come in. */
  readonly visitor?: Visitor
  /** As they were sent: for whoever signs people in, and nobody else. */
  readonly headers: Headers
  /** `html`, or the format in which one of the page's tables is wanted: show every row then, not one page of them. */
  readonly format: 'html' | TableFormat
  readonly upload?: Upload
  readonly uploads: readonly Upload[]
  /** Aborted when the browser has gone. */
  readonly signal: AbortSignal
}

/** A place in the header's navigation. Entries are ordered by `order`, then by their words. */
export interface NavigationEntry {
  /** A function where the words are an era's own. */
  readonly text: string | ((vocabulary: Vocabulary) => string)
  readonly order: number
}

/** Input that did not fit its schema, as the form's page needs it to be shown again. */
export interface InvalidInput {
  readonly values: FormValues
  readonly errors: FormErrors
}

/**
 * One address of the product. `input` is a zod object of the path's parameters with the query (GET) or the form's
 * fields (POST); a name that is not in it is refused before the handler runs.
 * `audit` names the action kept in the audit trail: the shell writes it for a GET, the command itself for a POST.
 */
export interface Route<Input extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly permission: Need
  readonly audit: string | null
  /** Kept when what the page shows is taken away as a file, where looking at it is not worth a record. */
  readonly auditOfFile?: string
  /** The handler of a GET writes its record itself, because its address may hold more than the journal may keep. */
  readonly writesOwnRecord?: boolean
  readonly input: Input
  readonly nav?: NavigationEntry
  /** Present when the form sends files; they are streamed to disk and refused beyond the ceiling. */
  readonly upload?: { readonly maxBytes: number; readonly maxFiles?: number }
  /**
   * Signing people in is the product's own work: the handler is given the product's workbench, not the asker's. For the
   * sign-in pages alone, which a test holds to; what they do for somebody they do by the session that the shell found.
   */
  readonly asProduct?: true
  /** Fields that are meant to name a patient: every other field and every file's name that does is stopped before the handler runs. */
  readonly namesPatient?: readonly string[]
  handle(ctx: Ctx, input: z.output<Input>, request: PageRequest): Promise<Reply>
  /** Shows the form again with what was typed and what is wrong; without it the shell lists the problems on a page. */
  invalid?(ctx: Ctx, problem: InvalidInput, request: PageRequest): Promise<Reply>
}

const parametersOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)

/** Declares an address; a declaration that cannot work throws while the program starts, not when somebody comes. */
export function defineRoute<Input extends z.ZodType>(route: Route<Input>): Route {
  const shape = shapeOf(route.input)
  if (!shape) throw new TypeError(`the input of ${route.method} ${route.path} is not a zod object`)
  const missing = parametersOf(route.path).filter((name) => !(name in shape))
  if (missing.length > 0) throw new TypeError(`${route.path} does not read its parameter ${missing.join(', ')}`)
  return route
}

/** The input of an address that takes none: any query is then refused. */
export const noInput = z.object({})
