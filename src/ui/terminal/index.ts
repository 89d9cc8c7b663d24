export { type Command, type DataCommand, type SetupCommand, defineCommand, defineSetupCommand } from './command.ts'
export { type ExitCode, exits } from './exit-code.ts'
export type { TableFormat, Terminal } from './terminal.ts'
