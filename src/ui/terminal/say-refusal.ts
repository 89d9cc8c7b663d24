import type { Refused } from '#shared'
import { type ExitCode, exits } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

/** Says why nothing was done, in words and after `--json` as a value too; answers with the exit code of a refusal. */
export function sayRefusal(out: Terminal, { code, message }: Refused): ExitCode {
  out.warn(message)
  if (out.wantsJson) out.json({ refused: { code, message } })
  return code === 'busy' ? exits.busy : exits.refused
}
