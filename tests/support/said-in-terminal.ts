import { PassThrough } from 'node:stream'
import type { Ctx } from '#platform'
import { type Command, type ExitCode, openTerminal } from '#terminal'

export interface Said {
  readonly code: ExitCode
  readonly out: string
  readonly error: string
}

function listen(): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = new PassThrough()
  let heard = ''
  stream.on('data', (data: Buffer) => (heard += data.toString()))
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => heard }
}

/** Carries a data command out on an open workbench, with its input checked as if it had been typed. */
export async function saidInTerminal(
  command: Command,
  ctx: Ctx,
  input: Record<string, unknown>,
  wantsJson = false,
): Promise<Said> {
  if (command.kind !== 'data') throw new TypeError(`${command.name} does not work on a data folder`)
  const out = listen()
  const error = listen()
  const code = await command.run(
    ctx,
    command.input.parse(input),
    openTerminal(wantsJson, { out: out.stream, error: error.stream }),
  )
  await new Promise((resolve) => setImmediate(resolve))
  return { code, out: out.text(), error: error.text() }
}
