import type { Command } from '#terminal'
import { importCommands } from './showing/import-prescribing.cli.ts'
import { prescribingCommands } from './showing/prescribing.cli.ts'

export const commands: readonly Command[] = [...prescribingCommands, ...importCommands]
