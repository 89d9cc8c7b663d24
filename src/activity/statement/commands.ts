import { type Command } from '#terminal'
import { linesCommand } from './lines/lines.cli.ts'
import { monthsCommand } from './months/months.cli.ts'
import { statementCommand } from './totals/statement.cli.ts'

export const commands: readonly Command[] = [monthsCommand, statementCommand, linesCommand]
