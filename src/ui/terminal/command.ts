import type { Actor, Ctx } from '#platform'
import type { ZodType } from 'zod'
import type { ExitCode } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

export interface CommandArgument {
  readonly name: string
  readonly words: string
  /** Takes all the words that are left, as a list. */
  readonly many?: boolean
  readonly optional?: boolean
  /** As of an option. */
  readonly unkept?: boolean
}

export interface CommandOption {
  /** As commander reads it: `--month <month>`, `--accept-partial`. The input key is its camel case. */
  readonly flag: string
  readonly words: string
  readonly choices?: readonly string[]
  readonly default?: string | boolean
  readonly required?: boolean
  /** A secret, or words that could name a patient: the journal keeps that it was given, never what. */
  readonly unkept?: boolean
}

interface CommandWords {
  /** All the words typed: `import activity`. */
  readonly name: string
  readonly summary: string
  readonly arguments?: readonly CommandArgument[]
  readonly options?: readonly CommandOption[]
  /** It writes. Its help says so; whether it does or not, the journal keeps that it was typed. */
  readonly changes?: boolean
}

/** Works on a data folder, which is opened before and closed after. */
export interface DataCommand<Input = unknown> extends CommandWords {
  readonly kind: 'data'
  /** `last` where it looks at the journal itself, which must not grow before it has been looked at; else before anything is read. */
  readonly recorded?: 'last'
  readonly input: ZodType<Input>
  run(ctx: Ctx, input: Input, out: Terminal): Promise<ExitCode>
}

/** Who typed a command. */
export interface TypedBy {
  readonly actor: Actor
  /** Writes into the journal what was typed; for a setup command to call as soon as a data folder is open, before anything else. */
  record(ctx: Ctx): Promise<void>
}

/** Works without an open data folder (it may be about to make one); gets the folder's path. */
export interface SetupCommand<Input = unknown> extends CommandWords {
  readonly kind: 'setup'
  readonly input: ZodType<Input>
  run(data: string, input: Input, out: Terminal, by: TypedBy): Promise<ExitCode>
}

export type Command = DataCommand | SetupCommand

type Without<T> = Omit<T, 'kind'>

/** The input schema checks what was typed: arguments by name, options by camel case. Its message is shown with exit 2. */
export function defineCommand<Input>(command: Without<DataCommand<Input>>): Command {
  return { kind: 'data', ...command }
}

export function defineSetupCommand<Input>(command: Without<SetupCommand<Input>>): Command {
  return { kind: 'setup', ...command }
}
