import type { Command } from '#terminal'
import { roomChecks, roomCommands } from '../rooms.ts'
import { initCommand } from './init.cli.ts'
import { runsCommand } from './runs.cli.ts'
import { settingsCommands } from './settings.cli.ts'
import { serveCommand, startCommand } from './serve.cli.ts'
import { verifyCommand } from './verify.cli.ts'

const demonstration = roomCommands.find(({ name }) => name === 'demo')

/** Everything that can be typed, in the order of `--help`. */
export const commands: readonly Command[] = [
  startCommand(demonstration),
  initCommand,
  ...roomCommands,
  ...settingsCommands,
  serveCommand,
  verifyCommand(roomChecks),
  runsCommand,
]
