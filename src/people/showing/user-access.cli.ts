import type { Ctx } from '#platform'
import type { Result } from '#shared'
import { type Command, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import type { Accounts } from '../persons/accounts.ts'
import { addPerson } from '../persons/add-person.command.ts'
import type { RecordedPerson } from '../persons/recorded-person.ts'
import { disablePerson, enablePerson } from '../persons/shut-out.command.ts'
import { endPersonSessions, forgetSecondStep, invitePerson } from '../persons/sign-in-again.command.ts'
import { userNamed } from '../persons/user-named.view.ts'

const useOfCode = 'It is shown once and kept nowhere. With it they choose a passphrase; then it is used up.'

const addCommand = ({ makeAccount }: Accounts): Command =>
  defineCommand({
    name: 'user add',
    summary: 'Adds somebody who may sign in, and prints the code with which they choose a passphrase',
    changes: true,
    arguments: [{ name: 'email', words: 'the address by which they sign in; nothing is sent to it' }],
    options: [{ flag: '--name <name>', words: 'what they are called', required: true }],
    input: z.object({ email: z.string(), name: z.string() }),
    async run(ctx, { email, name }, out) {
      const added = await addPerson(ctx, makeAccount, { name, email })
      if (!added.ok) return sayRefusal(out, added)
      out.print(`${name} was added, with the code ${added.value.code}. ${useOfCode}`)
      out.print(`They see nothing yet: give them a post with “locality user post ${email} --role …”.`)
      if (out.wantsJson) out.json(added.value)
      return exits.done
    },
  })

interface Deed<Value extends object> {
  readonly verb: string
  readonly summary: string
  does(ctx: Ctx, person: RecordedPerson, reason: string | undefined): Promise<Result<Value>>
  tell(out: Terminal, person: RecordedPerson, value: Value): void
}

/** A command about one person who is there already. */
const personCommand = <Value extends object>(
  { verb, summary, does, tell }: Deed<Value>,
  takesReason = false,
): Command =>
  defineCommand({
    name: `user ${verb}`,
    summary,
    changes: true,
    arguments: [{ name: 'who', words: 'e-mail address or id' }],
    options: takesReason ? [{ flag: '--reason <reason>', words: 'why, for those who come after' }] : [],
    input: z.object({ who: z.string(), reason: z.string().optional() }),
    async run(ctx, { who, reason }, out) {
      const person = await userNamed(ctx, who)
      if (!person.ok) return sayRefusal(out, person)
      const done = await does(ctx, person.value, reason)
      if (!done.ok) return sayRefusal(out, done)
      tell(out, person.value, done.value)
      if (out.wantsJson) out.json({ personId: person.value.personId, ...done.value })
      return exits.done
    },
  })

/** Adding people, shutting them out and letting them in, new codes, signing out: all that needs sign-in’s help. */
export const userAccessCommands = (accounts: Accounts): readonly Command[] => [
  addCommand(accounts),
  personCommand(
    {
      verb: 'disable',
      summary: 'Shuts somebody out at once; their posts and history stay',
      does: (ctx, { personId }, reason) => disablePerson(ctx, accounts.endSessions, { personId, reason }),
      tell: (out, { name }) => out.print(`${name} is shut out and signed out everywhere.`),
    },
    true,
  ),
  personCommand(
    {
      verb: 'enable',
      summary: 'Lets somebody in again, with the posts whose terms still run',
      does: (ctx, { personId }, reason) => enablePerson(ctx, { personId, reason }),
      tell: (out, { name }) => out.print(`${name} may sign in again.`),
    },
    true,
  ),
  personCommand({
    verb: 'invite',
    summary: 'Prints a new code with which somebody chooses a passphrase',
    does: (ctx, { personId }) => invitePerson(ctx, accounts.invite, personId),
    tell: (out, { name }, { code }) => out.print(`The new code of ${name} is ${code}. ${useOfCode}`),
  }),
  personCommand({
    verb: 'end-sessions',
    summary: 'Signs somebody out everywhere',
    does: (ctx, { personId }) => endPersonSessions(ctx, accounts.endSessions, personId),
    tell: (out, { name }, { sessions }) => out.print(`${name} was signed out; browsers: ${sessions}.`),
  }),
  personCommand({
    verb: 'forget-second-step',
    summary: 'Takes a lost authenticator off somebody and signs them out everywhere; make sure first who they are',
    does: (ctx, { personId }) => forgetSecondStep(ctx, accounts, personId),
    tell: (out, { name }) =>
      out.print(`${name} signs in with the passphrase alone until they add another authenticator.`),
  }),
]
