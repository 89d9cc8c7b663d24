import type { Command } from '#terminal'
import { claimCommands } from './showing/claims.cli.ts'
import { poolCommands } from './showing/pool.cli.ts'
import { showingCommands } from './showing/risk.cli.ts'
import { simulationCommands } from './showing/simulate.cli.ts'

export const commands: readonly Command[] = [
  ...showingCommands,
  ...poolCommands,
  ...simulationCommands,
  ...claimCommands,
]
