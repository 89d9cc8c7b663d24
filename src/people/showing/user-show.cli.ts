import { dayInLondon } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { findPersonDetail } from '../persons/person.view.ts'
import { userNamed } from '../persons/user-named.view.ts'
import { numberedPostsTable, happeningsTable } from './tables.ts'

export const userShowCommand: Command = defineCommand({
  name: 'user show',
  summary: 'Shows somebody’s posts, with their numbers and terms, and what was done about their access',
  arguments: [{ name: 'who', words: 'e-mail address or id' }],
  input: z.object({ who: z.string() }),
  async run(ctx, { who }, out) {
    const person = await userNamed(ctx, who)
    if (!person.ok) return sayRefusal(out, person)
    const { name, email, isDisabled, personId } = person.value
    const detail = (await findPersonDetail(ctx, personId))!
    if (out.wantsJson) {
      out.json(detail)
      return exits.done
    }
    out.print(`${name}, ${email}: ${isDisabled ? 'shut out' : 'may sign in'}`)
    await out.table(numberedPostsTable(detail, dayInLondon(ctx.clock.now())), 'text')
    await out.table(happeningsTable(detail), 'text')
    return exits.done
  },
})
