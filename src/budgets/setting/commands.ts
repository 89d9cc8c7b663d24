import type { Command } from '#terminal'
import { buildCommand } from './showing/build.cli.ts'
import { budgetCommands } from './showing/budgets.cli.ts'
import { changeCommands } from './showing/changes.cli.ts'

export const commands: readonly Command[] = [buildCommand, ...budgetCommands, ...changeCommands]
