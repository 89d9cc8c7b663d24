import { hidePatientData } from '#shared'

/** What a fault is, without what it was about. */
export interface Fault {
  readonly name: string
  readonly message: string
  readonly code?: string
  /** Of the database: what refused, never which row. */
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
  readonly routine?: string
  /** Where in the program, the innermost first. */
  readonly at?: readonly string[]
}

const mostFrames = 12

/**
 * A message may quote what somebody typed or what a file says (`invalid input syntax for type integer: "…"`,
 * `Key (email)=(…) already exists`): quoted and bracketed values, addresses and long numbers are left out.
 */
const withoutValues = (message: string): string =>
  hidePatientData(message.slice(0, 2000))
    .replace(/=\([^)]{0,500}\)/g, '=(…)')
    .replace(/"[^"]{0,500}"|“[^”]{0,500}”|`[^`]{0,500}`|(?<![\w’])'[^']{0,500}'/g, '“…”')
    .replace(/[^\s@<>()]{1,64}@[^\s@<>()]{1,255}/g, '[address]')
    .replace(/\d{6,}/g, '…')

const wordOf = (fault: object, name: string): { readonly [key: string]: string } => {
  const value = (fault as Record<string, unknown>)[name]
  return typeof value === 'string' && value !== '' ? { [name]: value } : {}
}

const framesOf = (stack = ''): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim())

/** The first line of what went wrong, for a log or for whoever asked for the work: nothing of what it was about. */
export function faultWords(thrown: unknown): string {
  return withoutValues(thrown instanceof Error ? thrown.message : String(thrown))
}

/**
 * A fault as the log may hold it. Errors of the database carry the row in `detail`, the query in `where` and `internalQuery`; only what is
 * named here is ever written.
 */
export function faultOf(thrown: unknown): Fault | string {
  if (!(thrown instanceof Error)) return faultWords(thrown)
  const named = ['code', 'table', 'column', 'constraint', 'routine'].map((name) => wordOf(thrown, name))
  const at = framesOf(thrown.stack)
  return Object.assign({ name: thrown.name, message: faultWords(thrown), at }, ...named) as Fault
}
