import type { MakeAccount } from '#people'
import type { Command } from '#terminal'
import { demonstrationCommand } from './demonstration.cli.ts'

/** What can be typed. How sign-in makes an account is handed in. */
export const demonstrationCommands = (makeAccount: MakeAccount): readonly Command[] => [
  demonstrationCommand(makeAccount),
]
