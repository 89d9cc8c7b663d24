import type { Command } from '#terminal'
import { changingCommands } from './showing/indicators-change.cli.ts'
import { showingCommands } from './showing/indicators.cli.ts'

export const commands: readonly Command[] = [...showingCommands, ...changingCommands]
