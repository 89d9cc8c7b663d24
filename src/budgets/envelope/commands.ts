import type { Command } from '#terminal'
import { envelopeCommands } from './showing/envelope.cli.ts'
import { importCommands } from './showing/import.cli.ts'

export const commands: readonly Command[] = [...importCommands, ...envelopeCommands]
