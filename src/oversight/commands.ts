import type { Command } from '#terminal'
import { accessReportCommand } from './access/access-report.cli.ts'
import { journalCommand } from './journal/journal.cli.ts'

/** What can be typed, in the order of `--help`. */
export const commands: readonly Command[] = [journalCommand, accessReportCommand]
