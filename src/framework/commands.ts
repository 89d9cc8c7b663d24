import type { Command } from '#terminal'
import { changingCommands } from './showing/framework-change.cli.ts'
import { showingCommands } from './showing/framework.cli.ts'
import { importCommands } from './showing/import.cli.ts'

export const commands: readonly Command[] = [...importCommands, ...showingCommands, ...changingCommands]
