import type { Command } from '#terminal'
import { importCommands } from './showing/import.cli.ts'

export const commands: readonly Command[] = importCommands
