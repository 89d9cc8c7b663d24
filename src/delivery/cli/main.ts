import { readFileSync } from 'node:fs'
import { packagePath, readConfig } from '#platform'
import { exits, openTerminal } from '#terminal'
import { CommanderError } from 'commander'
import { buildProgram } from './build-program.ts'
import { carryOutTyped } from './carry-out.ts'
import { commands } from './commands.ts'

const { version } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { version: string }

/** Commander ends with 0 after help and version, and with 1 after a mistake in what was typed, which here is 2. */
function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(
    `Something went wrong that should not have; nothing is half done. Please report this:\n${words}\n`,
  )
  return exits.bug
}

/** A reader that goes away, as `head` does, would otherwise end the process before the stores are closed. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

/** Reads what was typed, does it, and answers with the exit code. */
export async function main(typed: readonly string[]): Promise<number> {
  outliveReaders()
  let code: number = exits.done
  const program = buildProgram(commands, { version, data: readConfig().data }, async (command, typed, json) => {
    code = await carryOutTyped(command, typed, openTerminal(json))
  })
  try {
    await program.parseAsync([...typed], { from: 'user' })
    return code
  } catch (error) {
    return codeOf(error)
  }
}
