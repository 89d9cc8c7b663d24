import { type Ctx, readConfig } from '#platform'
import { type Result, findPatientData, ok, refused } from '#shared'
import type { Command, ExitCode, TypedBy } from '#terminal'
import { commandAction, recordOf } from './record-of.ts'
import type { Typed } from './typed.ts'

/** Whoever typed a command, with what the journal is to keep of it. */
export interface Operator extends TypedBy {
  /** For a command that did not end well: how it ended. */
  recordEnd(ctx: Ctx, code: ExitCode): Promise<void>
}

const longestName = 100

function nameOf(as: string | undefined, account: string): Result<string, 'usage'> {
  if (as === undefined) return ok(account)
  const name = as.trim()
  if (name === '' || name.length > longestName || /\p{Cc}/u.test(name))
    return refused('usage', `--as: give a name of at most ${longestName} letters`)
  if (findPatientData(name).length > 0) return refused('usage', '--as: this does not look like a name of whoever types')
  return ok(name)
}

/** The operator behind what was typed. A name given with `--as` does not hide the account that runs the command. */
export function operatorOf(command: Command, typed: Typed): Result<Operator, 'usage'> {
  const account = readConfig().userName
  const named = nameOf(typed.as, account)
  if (!named.ok) return named
  const actor = { name: named.value }
  const action = commandAction(command)
  const { subject, options } = recordOf(command, typed)
  const detail = {
    ...(Object.keys(options).length > 0 ? { options } : {}),
    ...(actor.name === account ? {} : { account }),
  }
  return ok({
    actor,
    record: (ctx) => ctx.transaction((tx) => ctx.audit(tx, action, subject, detail)),
    recordEnd: (ctx, exitCode) => ctx.transaction((tx) => ctx.audit(tx, `${action}.ended`, subject, { exitCode })),
  })
}
