import {
  type Command,
  type CommandOption,
  type ExitCode,
  type Terminal,
  defineCommand,
  exits,
  sayRefusal,
} from '#terminal'
import type { Ctx } from '#platform'
import { type Result, toMonth } from '#shared'
import { z } from 'zod'
import { findFinding } from '../findings/finding.view.ts'
import { monthInput } from '../findings/month-input.ts'
import { answerLine } from '../queue/answer-line.command.ts'
import { itemCode } from '../queue/item-code.ts'
import { verdictNames } from '../queue/verdict.ts'
import { dismissFinding, restoreFinding } from './decide-finding.command.ts'

const finding = { name: 'finding', words: 'the number of the finding, as “locality findings” lists it' }
const id = z.coerce.number().int().positive()
const words: CommandOption = {
  flag: '--words <words>',
  words: 'why, without anything that names a patient',
  unkept: true,
}

function told(out: Terminal, done: Result<unknown>, text: string): ExitCode {
  if (!done.ok) return sayRefusal(out, done)
  out.print(text)
  return exits.done
}

async function answer(
  ctx: Ctx,
  {
    finding: findingId,
    month,
    verdict,
    words: why,
  }: { finding: number; month: string; verdict: string; words?: string },
  out: Terminal,
): Promise<ExitCode> {
  const found = await findFinding(ctx, { month: toMonth(month), findingId })
  if (!found.ok) return sayRefusal(out, found)
  const { practice, lastEventId: seen } = found.value.finding
  const code = itemCode({ kind: 'findings', findings: [{ findingId, seen }] })
  const answered = await answerLine(ctx, { month: toMonth(month), practice: practice ?? '', code, verdict, words: why })
  return told(out, answered, `Finding ${findingId} was answered.`)
}

const decision = {
  arguments: [finding],
  options: [words],
  changes: true,
  input: z.object({ finding: id, words: z.string().optional() }),
}

/** The operator’s: in the journal each stands under the name given with --as. */
export const decisionCommands: readonly Command[] = [
  defineCommand({
    name: 'finding answer',
    summary: 'says of a finding what its practice says of the line',
    arguments: [finding],
    options: [
      { flag: '--month <month>', words: 'the month billed, like 2007-10', required: true },
      { flag: '--verdict <verdict>', words: 'what the practice says', required: true, choices: [...verdictNames] },
      words,
    ],
    changes: true,
    input: z.object({ finding: id, month: monthInput, verdict: z.string(), words: z.string().optional() }),
    run: answer,
  }),
  defineCommand({
    name: 'finding dismiss',
    summary: 'sets a finding aside, with the reason',
    ...decision,
    run: async (ctx, { finding: findingId, words: why }, out) =>
      told(
        out,
        await dismissFinding(ctx, { findingId, ...(why !== undefined && { words: why }) }),
        `Finding ${findingId} was set aside.`,
      ),
  }),
  defineCommand({
    name: 'finding restore',
    summary: 'takes a finding up again that was set aside',
    ...decision,
    run: async (ctx, { finding: findingId, words: why }, out) =>
      told(
        out,
        await restoreFinding(ctx, { findingId, ...(why !== undefined && { words: why }) }),
        `Finding ${findingId} was taken up again.`,
      ),
  }),
]
