import { type Result, addDays, dayInLondon, formatDate, permissions } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { endToken } from './end-token.command.ts'
import { makeToken } from './make-token.command.ts'
import { personNamed, tokenNamed } from './token-named.view.ts'
import { listTokens } from './token-list.view.ts'
import type { TokenSetting } from './token-setting.ts'
import { longestDays, usualDays } from './token-term.ts'
import { tokenPermissions } from './token.ts'
import { identifiedTokensTable } from './tokens-table.ts'

const person = { flag: '--person <email>', words: 'in whose name it asks', required: true }

const offered = tokenPermissions({ permissions })

const makeCommand = ({ findStanding }: TokenSetting): Command =>
  defineCommand({
    name: 'user token',
    changes: true,
    summary: 'Makes a token by which a program asks in somebody’s name, and prints it once',
    options: [
      person,
      { flag: '--post <id>', words: 'in which of their posts, by the number that “user show” tells', required: true },
      { flag: '--name <name>', words: 'what will use it', required: true },
      {
        flag: '--permission <permission...>',
        words: 'what it may do, of what the post may',
        choices: offered,
        required: true,
      },
      { flag: '--days <days>', words: `how many days it works, at most ${longestDays}`, default: String(usualDays) },
    ],
    input: z.object({
      person: z.string(),
      post: z.string(),
      name: z.string(),
      permission: z.array(z.enum(permissions)),
      days: z.coerce.number('Give a number of days.').int().min(1, 'Give at least one day.').max(longestDays),
    }),
    async run(ctx, { person: email, post: postId, name, permission, days }, out) {
      const found = await personNamed(ctx, email)
      if (!found.ok) return sayRefusal(out, found)
      const lastDay = addDays(dayInLondon(ctx.clock.now()), days - 1)
      const wanted = { personId: found.value, postId, name, permissions: permission, lastDay }
      const made = await makeToken(ctx, findStanding, wanted)
      if (!made.ok) return sayRefusal(out, made)
      out.print(
        `${made.value.secret}\nIt is shown this once and kept nowhere. It works until the end of ${formatDate(lastDay)}.`,
      )
      if (out.wantsJson) out.json({ ...made.value, lastDay })
      return exits.done
    },
  })

const listCommand = ({ findStanding }: TokenSetting): Command =>
  defineCommand({
    name: 'user tokens',
    summary: 'Lists somebody’s tokens',
    options: [person],
    input: z.object({ person: z.string() }),
    async run(ctx, { person: email }, out) {
      const found = await personNamed(ctx, email)
      if (!found.ok) return sayRefusal(out, found)
      const now = ctx.clock.now()
      const standing = await findStanding(ctx.db, { personId: found.value }, dayInLondon(now))
      await out.table(
        identifiedTokensTable({ tokens: await listTokens(ctx, found.value), posts: standing?.posts ?? [], now }),
      )
      return exits.done
    },
  })

const endCommand: Command = defineCommand({
  name: 'user end-token',
  changes: true,
  summary: 'Ends a token; whatever uses it is refused from its next request on',
  arguments: [{ name: 'id', words: 'of the token, as “user tokens” tells it' }],
  input: z.object({ id: z.string() }),
  async run(ctx, { id }, out) {
    const found = await tokenNamed(ctx, id)
    const ended: Result<{ name: string }> = found.ok ? await endToken(ctx, found.value) : found
    if (!ended.ok) return sayRefusal(out, ended)
    out.print(`The token “${ended.value.name}” is ended.`)
    if (out.wantsJson) out.json({ ended: id })
    return exits.done
  },
})

/** What can be typed about tokens. */
export const tokenCommands = (setting: TokenSetting): readonly Command[] => [
  makeCommand(setting),
  listCommand(setting),
  endCommand,
]
