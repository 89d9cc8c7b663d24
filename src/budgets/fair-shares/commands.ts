import type { Command } from '#terminal'
import { fairShareCommands } from './showing/fair-shares.cli.ts'

export const commands: readonly Command[] = fairShareCommands
