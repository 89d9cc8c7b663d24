import { type Ctx, type Workbench, openWorkbench } from '#platform'
import { refused } from '#shared'
import { type Command, type DataCommand, type ExitCode, ReaderGone, type Terminal, exits, sayRefusal } from '#terminal'
import { type Operator, operatorOf } from './operator.ts'
import { readTyped } from './read-typed.ts'
import { closeOnSignal } from './signals.ts'
import type { Typed } from './typed.ts'

interface Asked<Kind extends Command = Command> {
  readonly command: Kind
  readonly input: unknown
  readonly data: string
  readonly by: Operator
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A reader who goes away early is not a fault. */
async function ended(run: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ReaderGone) return exits.done
    throw error
  }
}

/** Does it, and leaves a second record where it did not end well; one that cannot be written then keeps nobody from hearing why. */
async function runKeepingEnd(ctx: Ctx, { command, input, by }: Asked<DataCommand>, out: Terminal): Promise<ExitCode> {
  let code: ExitCode = exits.bug
  try {
    return (code = await ended(() => command.run(ctx, input, out)))
  } finally {
    const record = command.recorded === 'last' ? by.record(ctx) : Promise.resolve()
    await record
      .then(() => (code === exits.done ? undefined : by.recordEnd(ctx, code)))
      .catch((error: unknown) => out.warn(`The journal could not be written: ${wordsOf(error)}`))
  }
}

/** Nothing is read before it is written down who asked for what: what cannot be written down is not done. */
async function runRecorded(ctx: Ctx, asked: Asked<DataCommand>, out: Terminal): Promise<ExitCode> {
  if (asked.command.recorded === 'last') return runKeepingEnd(ctx, asked, out)
  const problem = await asked.by.record(ctx).then(() => undefined, wordsOf)
  if (problem === undefined) return runKeepingEnd(ctx, asked, out)
  const message = `The journal could not be written, so nothing was done (${problem}). “locality verify” looks for the cause.`
  return sayRefusal(out, refused('no-journal', message))
}

async function onWorkbench(workbench: Workbench, asked: Asked<DataCommand>, out: Terminal): Promise<ExitCode> {
  const stopListening = closeOnSignal(workbench)
  const ctx: Ctx = { ...workbench.ctx, onProgress: (progress, left) => out.progress(progress, left) }
  try {
    return await runRecorded(ctx, asked, out)
  } finally {
    stopListening()
    await workbench.close()
  }
}

async function withData(asked: Asked<DataCommand>, out: Terminal): Promise<ExitCode> {
  const opened = await openWorkbench({ data: asked.data, actor: asked.by.actor })
  return opened.ok ? onWorkbench(opened.value, asked, out) : sayRefusal(out, opened)
}

async function carryOut({ command, input, data, by }: Asked, out: Terminal): Promise<ExitCode> {
  if (command.kind === 'setup') return ended(() => command.run(data, input, out, by))
  return withData({ command, input, data, by }, out)
}

/** Does one command and answers with its exit code. What is not understood does nothing and leaves no record. */
export async function carryOutTyped(command: Command, typed: Typed, out: Terminal): Promise<ExitCode> {
  const input = readTyped(command, typed)
  const by = operatorOf(command, typed)
  if (input.ok && by.ok) return carryOut({ command, input: input.value, data: typed.data, by: by.value }, out)
  const problems = [input, by].flatMap((read) => (read.ok ? [] : [read.message]))
  out.warn(`${problems.join('\n')}\n(see locality ${command.name} --help)`)
  return exits.usage
}
