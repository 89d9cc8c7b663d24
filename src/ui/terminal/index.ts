export {
  type Command,
  type CommandArgument,
  type CommandOption,
  type DataCommand,
  type SetupCommand,
  type TypedBy,
  defineCommand,
  defineSetupCommand,
} from './command.ts'
export { type ExitCode, exits } from './exit-code.ts'
export { ReaderGone, type TerminalStreams, openTerminal } from './open-terminal.ts'
export { sayRefusal } from './say-refusal.ts'
export type { TableFormat, Terminal } from './terminal.ts'
