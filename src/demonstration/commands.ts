import type { Command } from '#terminal'
import { demonstrationCommand } from './demonstration.cli.ts'

export const commands: readonly Command[] = [demonstrationCommand]
