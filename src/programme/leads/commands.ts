import type { Command } from '#terminal'
import { changingCommands } from './showing/leads-change.cli.ts'
import { showingCommands } from './showing/leads.cli.ts'

export const commands: readonly Command[] = [...showingCommands, ...changingCommands]
