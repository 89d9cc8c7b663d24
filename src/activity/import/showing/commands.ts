import type { Command } from '#terminal'
import { importActivityCommand } from './import-activity.cli.ts'
import { importsCommands } from './imports.cli.ts'
import { keysCommands } from './keys.cli.ts'

export const commands: readonly Command[] = [importActivityCommand, ...importsCommands, ...keysCommands]
