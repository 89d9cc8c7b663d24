import type { Command } from '#terminal'
import { importCommands } from './import.cli.ts'
import { organisationCommands } from './organisations.cli.ts'

export const commands: readonly Command[] = [...importCommands, ...organisationCommands]
