import { type Check, type JournalHead, anchorJournal } from '#platform'
import { defineCommand, exits } from '#terminal'
import { z } from 'zod'

const wordsOf = (name: string, problems: readonly string[]): string =>
  problems.length === 0
    ? `holds   ${name}`
    : [`BROKEN  ${name}`, ...problems.map((words) => `        ${words}`)].join('\n')

/** Written down on paper or in a letter, it tells later whether the journal was cut or rewritten, whatever became of this machine. */
const headWords = ({ seq, hash }: JournalHead): string =>
  `The journal ends with record ${seq}. Write its hash down elsewhere: ${hash}`

export const verifyCommand = (checks: readonly Check[]) =>
  defineCommand({
    name: 'verify',
    summary: 'Check that the stores agree: files exist, hashes hold, totals foot',
    recorded: 'last',
    input: z.object({}),
    async run(ctx, _input, out) {
      const found: { check: string; problems: string[] }[] = []
      for (const [at, check] of checks.entries()) {
        out.progress({ stage: `Check ${at + 1} of ${checks.length}: ${check.name}` })
        const problems = await check.run(ctx)
        found.push({ check: check.name, problems })
        out.print(wordsOf(check.name, problems))
      }
      const problems = found.flatMap((each) => each.problems)
      out.print(problems.length === 0 ? `All ${checks.length} checks hold.` : `${problems.length} problems were found.`)
      const journal = await anchorJournal(ctx)
      if (journal) out.print(headWords(journal))
      if (out.wantsJson) out.json({ holds: problems.length === 0, checks: found, journal: journal ?? null })
      return problems.length === 0 ? exits.done : exits.refused
    },
  })
