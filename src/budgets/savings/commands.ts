import type { Command } from '#terminal'
import { changingCommands } from './showing/savings-change.cli.ts'
import { showingCommands } from './showing/savings.cli.ts'

export const commands: readonly Command[] = [...showingCommands, ...changingCommands]
