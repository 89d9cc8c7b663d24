import type { Command } from '#terminal'
import { changingCommands } from './showing/plan-change.cli.ts'
import { showingCommands } from './showing/plan.cli.ts'

export const commands: readonly Command[] = [...showingCommands, ...changingCommands]
