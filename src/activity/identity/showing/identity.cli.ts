import { type Refused, dayInLondon, formatDate } from '#shared'
import type { Ctx } from '#platform'
import {
  type Command,
  type CommandOption,
  type ExitCode,
  type Terminal,
  defineCommand,
  exits,
  sayRefusal,
} from '#terminal'
import { z } from 'zod'
import { checkIdentity } from '../asking/check-identity.command.ts'
import { openIdentity } from '../asking/open-identity.command.ts'
import { type Use, reasonsOn, supportOn } from '../policy/policy.ts'
import { policy } from '../policy/policy.view.ts'
import { askedOf, lineInput } from './asked-input.ts'
import { readLine } from './read-line.step.ts'

/** The reasons that can be given today, for whoever gave none of them. */
const reasonsToday = (ctx: Ctx, use: Use): string =>
  reasonsOn(policy(), use, dayInLondon(ctx.clock.now()))
    .map(({ key, text }) => `  ${key.padEnd(16)} ${text}`)
    .join('\n')

function sayNo(ctx: Ctx, use: Use, out: Terminal, no: Refused): ExitCode {
  const message = no.code === 'no-reason' ? `${no.message} Reasons:\n${reasonsToday(ctx, use)}` : no.message
  return sayRefusal(out, { ...no, message })
}

const options: readonly CommandOption[] = [
  { flag: '--month <month>', words: 'the month billed, like 2007-10', required: true },
  { flag: '--provider <code>', words: 'who billed it', required: true },
  { flag: '--line <id>', words: 'the id the provider gave it', required: true },
  { flag: '--snapshot <version>', words: 'which version; the one that counts without', choices: ['flex', 'freeze'] },
  { flag: '--reason <reason>', words: 'why; it is written into the journal', required: true },
  { flag: '--words <words>', words: 'why in your own words, without anything that names a patient' },
]

const input = z.object({
  ...lineInput,
  provider: lineInput.provider.toUpperCase(),
  reason: z.string(),
  words: z.string().optional(),
})

type Asked = z.output<typeof input>

async function open(ctx: Ctx, asked: Asked, out: Terminal): Promise<ExitCode> {
  const opened = await openIdentity(ctx, { ...askedOf(asked), reason: asked.reason, words: asked.words })
  if (!opened.ok) return sayNo(ctx, 'open', out, opened)
  const { nhsNumber, birthDate } = opened.value
  if (out.wantsJson) out.json(opened.value)
  else out.print(`NHS number ${nhsNumber}, born ${birthDate ? formatDate(birthDate) : 'on a day that was not given'}.`)
  return exits.done
}

async function check(ctx: Ctx, asked: Asked, out: Terminal): Promise<ExitCode> {
  const { words: warning } = supportOn(policy(), dayInLondon(ctx.clock.now()))
  if (warning) out.warn(warning)
  out.warn('Type the NHS number and press Enter. It is compared and not kept.')
  const nhsNumber = await readLine(process.stdin)
  const checked = await checkIdentity(ctx, {
    line: askedOf(asked),
    nhsNumber,
    reason: asked.reason,
    words: asked.words,
  })
  if (!checked.ok) return sayNo(ctx, 'check', out, checked)
  if (out.wantsJson) out.json(checked.value)
  else out.print(checked.value.words)
  return exits.done
}

/** The operator's: whoever may read the data folder runs them, and the journal has each with its reason. */
export const commands: readonly Command[] = [
  defineCommand({
    name: 'identity open',
    summary: 'show who a line is about; written into the journal first',
    options,
    changes: true,
    input,
    run: open,
  }),
  defineCommand({
    name: 'identity check',
    summary:
      'say whether a line is about the person with a number, which is read from what is typed, not from the command',
    options,
    changes: true,
    input,
    run: check,
  }),
]
