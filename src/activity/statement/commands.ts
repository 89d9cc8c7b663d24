import type { Command } from '#terminal'
import { lineCommand } from './line/line.cli.ts'
import { linesCommand } from './lines/lines.cli.ts'
import { monthsCommand } from './months/months.cli.ts'
import { statementCommand } from './totals/statement.cli.ts'

export const commands: readonly Command[] = [monthsCommand, statementCommand, linesCommand, lineCommand]
