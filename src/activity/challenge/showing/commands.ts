import type { Command } from '#terminal'
import { buildCommand, sendCommand } from './challenge-build.cli.ts'
import { creditsCommand, escalateCommand, lookCommand, settleCommand, withdrawCommand } from './challenge-decide.cli.ts'
import { letterCommand, listCommand, receiveCommand, showCommand } from './challenge-show.cli.ts'

export const commands: readonly Command[] = [
  buildCommand,
  sendCommand,
  receiveCommand,
  listCommand,
  showCommand,
  letterCommand,
  settleCommand,
  escalateCommand,
  withdrawCommand,
  creditsCommand,
  lookCommand,
]
