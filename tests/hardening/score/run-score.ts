import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { initDataFolder, openWorkbench } from '#platform'
import { loadDemonstration } from '../../../src/demonstration/load-demonstration.command.ts'
import { scoreDemonstration } from '../../../src/demonstration/score/score-demonstration.view.ts'
import { type RuleScore, precisionOf, recallOf } from '../../../src/demonstration/score/score.ts'
import { writeDemonstration } from '../../../src/demonstration/write-demonstration.ts'
import { accounts } from '../../../src/delivery/sign-in.ts'

export interface Scored {
  readonly lines: number
  readonly scores: readonly RuleScore[]
}

function must<T>(result: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

/** Invents a commissioner with so many lines, takes its bills in as anybody would, and holds what the checks find against the answer key. */
export async function scoreInvented({ count, seed }: { count: number; seed: number }): Promise<Scored> {
  const data = await mkdtemp(join(tmpdir(), 'locality-score-'))
  const folder = join(data, 'demonstration')
  must(await initDataFolder({ data, demonstration: true }))
  const { ctx, close } = must(await openWorkbench({ data, actor: { name: 'a tester' } }))
  try {
    const size = count > 100_000 ? 'pct' : 'small'
    const written = await writeDemonstration({ size, seed, lines: count, folder })
    must(
      await loadDemonstration(
        { ctx, folder, makeAccount: accounts.makeAccount, onlyBills: true },
        written,
        () => undefined,
      ),
    )
    return { lines: written.lines, scores: await scoreDemonstration(ctx, folder) }
  } finally {
    await close()
    await rm(data, { recursive: true, force: true })
  }
}

/** Whoever takes money off without being asked must find all that is to be found, and be right of what they find. */
const leastPrecision = 99

/** The certain rules that miss a mistake, or take for one what is none. */
export const unsureRules = (scores: readonly RuleScore[]): string[] =>
  scores
    .filter(({ confidence }) => confidence === 'certain')
    .flatMap((score) => {
      const [recall, precision] = [recallOf(score) ?? 100, precisionOf(score) ?? 100]
      if (recall === 100 && precision >= leastPrecision) return []
      return `${score.rule}: found ${score.hits} of ${score.planted}, and ${score.falseAlarms} of ${score.found} are none`
    })

const share = (part: number, of: number): number => (of === 0 ? 100 : Math.floor((10_000 * part) / of) / 100)

/** Recall and precision in per cent: of the certain rules together, and of each that is not. */
export function scoreTally(scores: readonly RuleScore[]): Record<string, number> {
  const certain = scores.filter(({ confidence }) => confidence === 'certain')
  const sum = (of: (score: RuleScore) => number): number => certain.reduce((total, score) => total + of(score), 0)
  const [planted, found] = [sum((score) => score.planted), sum((score) => score.found)]
  const others = scores.filter(({ confidence }) => confidence === 'likely' || confidence === 'query')
  return {
    [`certain (${certain.length} rules, ${planted} planted), recall %`]: share(
      sum(({ hits }) => hits),
      planted,
    ),
    [`certain (${certain.length} rules, ${found} raised), precision %`]: share(
      found - sum((score) => score.falseAlarms),
      found,
    ),
    ...Object.fromEntries(
      others.flatMap((score) => {
        const name = `${score.rule} (${score.confidence}`
        return [
          ...(score.planted === 0
            ? []
            : [[`${name}, ${score.planted} planted), recall %`, share(score.hits, score.planted)]]),
          [`${name}, ${score.found} raised), precision %`, share(score.found - score.falseAlarms, score.found)],
        ]
      }),
    ),
  }
}
