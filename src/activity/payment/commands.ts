import type { Command } from '#terminal'
import { billCommands } from './showing/bills.cli.ts'
import { ledgerCommands } from './showing/ledger.cli.ts'
import { monthCommands } from './showing/month.cli.ts'
import { runCommands } from './showing/runs.cli.ts'

export const commands: readonly Command[] = [...billCommands, ...runCommands, ...ledgerCommands, ...monthCommands]
