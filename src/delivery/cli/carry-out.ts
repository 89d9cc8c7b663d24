import { type Ctx, type Workbench, openWorkbench } from '#platform'
import {
  type Command,
  type DataCommand,
  type ExitCode,
  ReaderGone,
  type Terminal,
  exits,
  openTerminal,
  sayRefusal,
} from '#terminal'
import type { GlobalOptions } from './build-program.ts'
import { type Typed, readTyped } from './read-typed.ts'
import { closeOnSignal } from './signals.ts'

async function onWorkbench(
  workbench: Workbench,
  command: DataCommand,
  input: unknown,
  out: Terminal,
): Promise<ExitCode> {
  const stopListening = closeOnSignal(workbench)
  const ctx: Ctx = { ...workbench.ctx, onProgress: (progress, left) => out.progress(progress, left) }
  try {
    return await command.run(ctx, input, out)
  } finally {
    stopListening()
    await workbench.close()
  }
}

async function withData(command: DataCommand, input: unknown, data: string, out: Terminal): Promise<ExitCode> {
  const opened = await openWorkbench({ data })
  return opened.ok ? onWorkbench(opened.value, command, input, out) : sayRefusal(out, opened)
}

/** Does one command, typed or called by another, and answers with its exit code. */
export async function carryOut(command: Command, input: unknown, data: string, out: Terminal): Promise<ExitCode> {
  try {
    return command.kind === 'setup' ? await command.run(data, input, out) : await withData(command, input, data, out)
  } catch (error) {
    if (error instanceof ReaderGone) return exits.done
    throw error
  }
}

export async function carryOutTyped(
  command: Command,
  words: readonly unknown[],
  options: Typed,
  global: GlobalOptions,
): Promise<ExitCode> {
  const out = openTerminal(global.json)
  const input = readTyped(command, words, options)
  if (input.ok) return carryOut(command, input.value, global.data, out)
  out.warn(`${input.message}\n(see locality ${command.name} --help)`)
  return exits.usage
}
