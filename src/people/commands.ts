import type { Command } from '#terminal'
import type { Accounts } from './persons/accounts.ts'
import { standingOf } from './posts/standing.view.ts'
import { permissionWords } from './roles/permission-words.ts'
import { userAccessCommands } from './showing/user-access.cli.ts'
import { userListCommand } from './showing/user-list.cli.ts'
import { userEndPostCommand, userPostCommand } from './showing/user-posts.cli.ts'
import { userShowCommand } from './showing/user-show.cli.ts'
import { tokenCommands } from './tokens/user-tokens.cli.ts'

/** What can be typed about people. What sign-in does for them is handed in. */
export const peopleCommands = (accounts: Accounts): readonly Command[] => [
  ...userAccessCommands(accounts),
  userListCommand,
  userShowCommand,
  userPostCommand,
  userEndPostCommand,
  ...tokenCommands({ findStanding: standingOf, permissionWords }),
]
