import { readFileSync } from 'node:fs'
import { faultOf, packagePath, readConfig } from '#platform'
import { exits, openTerminal } from '#terminal'
import { CommanderError } from 'commander'
import { buildProgram } from './build-program.ts'
import { carryOutTyped } from './carry-out.ts'
import { commands } from './commands.ts'

const { version } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { version: string }

/** Says what went wrong without what it was about: an error of the database holds whole rows. */
function sayFault(error: unknown): number {
  const fault = faultOf(error)
  const words = typeof fault === 'string' ? fault : [fault.message, ...(fault.at ?? [])].join('\n    ')
  process.stderr.write(
    `Something went wrong that should not have; nothing is half done. Please report this:\n${words}\n`,
  )
  return exits.bug
}

/** Commander ends with 0 after help and version, and with 1 after a mistake in what was typed, which here is 2. */
function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage
  return sayFault(error)
}

/** What nobody caught would be printed whole. */
const sayBeforeTheEnd = (): unknown => process.on('uncaughtException', (error) => process.exit(sayFault(error)))

/** A reader that goes away, as `head` does, would otherwise end the process before the stores are closed. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

/** Reads what was typed, does it, and answers with the exit code. */
export async function main(typed: readonly string[]): Promise<number> {
  outliveReaders()
  sayBeforeTheEnd()
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
