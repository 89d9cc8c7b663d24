import { dayInLondon, formatDate, roleNames } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { userNamed } from '../persons/user-named.view.ts'
import { endPost } from '../posts/end-post.command.ts'
import { givePost } from '../posts/give-post.command.ts'
import { dayInput } from './day-input.ts'

export const userPostCommand: Command = defineCommand({
  name: 'user post',
  summary: 'Gives somebody a post: a role at an organisation, for a term',
  changes: true,
  arguments: [{ name: 'who', words: 'e-mail address or id' }],
  options: [
    { flag: '--role <role>', words: 'what they are to be', choices: roleNames, required: true },
    { flag: '--organisation <code>', words: 'where; without it, at this installation itself' },
    { flag: '--from <date>', words: 'the first day (YYYY-MM-DD); else today' },
    { flag: '--to <date>', words: 'the first day on which it is no longer held; else no end is set' },
  ],
  input: z.object({
    who: z.string(),
    role: z.enum(roleNames),
    organisation: z.string().toUpperCase().optional(),
    from: dayInput.optional(),
    to: dayInput.optional(),
  }),
  async run(ctx, { who, role, organisation = null, from, to = null }, out) {
    const person = await userNamed(ctx, who)
    if (!person.ok) return sayRefusal(out, person)
    const term = { from: from ?? dayInLondon(ctx.clock.now()), to }
    const given = await givePost(ctx, { personId: person.value.personId, role, organisation, ...term })
    if (!given.ok) return sayRefusal(out, given)
    out.print(`${person.value.name} has post ${given.value.postId} from ${formatDate(term.from)} on.`)
    if (out.wantsJson) out.json({ ...given.value, personId: person.value.personId, role, organisation, ...term })
    return exits.done
  },
})

export const userEndPostCommand: Command = defineCommand({
  name: 'user end-post',
  summary: 'Ends a post; today’s takes effect at the next click of whoever holds it',
  changes: true,
  arguments: [{ name: 'post', words: 'the number of the post, as “user show” tells it' }],
  options: [
    { flag: '--on <date>', words: 'the first day on which it is no longer held (YYYY-MM-DD); else today' },
    { flag: '--reason <reason>', words: 'why, for those who come after' },
  ],
  input: z.object({ post: z.string(), on: dayInput.optional(), reason: z.string().optional() }),
  async run(ctx, { post, on, reason }, out) {
    const to = on ?? dayInLondon(ctx.clock.now())
    const ended = await endPost(ctx, { postId: post, to, reason })
    if (!ended.ok) return sayRefusal(out, ended)
    out.print(`Post ${post} is no longer held from ${formatDate(to)} on.`)
    if (out.wantsJson) out.json(ended.value)
    return exits.done
  },
})
