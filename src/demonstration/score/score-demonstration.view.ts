import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { currentActivity, monthsWithActivity } from '#activity/import'
import { findingsAfter, shippedRules } from '#activity/validation'
import type { Ctx } from '#platform'
import type { Month } from '#shared'
import { parse } from 'csv-parse'
import { type FoundLine, type PlantedLine, type RuleScore, scoreRules } from './score.ts'

interface Answer {
  readonly provider: string
  readonly month: string
  readonly snapshot: string
  readonly line_id: string
  readonly rule: string
}

const lineOf = (provider: string, month: string, lineId: string): string => `${provider} ${month} ${lineId}`

/** Which snapshot of a provider's month counts: only what is planted in that one can be found. */
async function countedSnapshots(ctx: Ctx, months: readonly Month[]): Promise<ReadonlySet<string>> {
  const counted = new Set<string>()
  for (const month of months)
    for (const { provider, snapshot } of (await currentActivity(ctx, month)).counted)
      counted.add(`${provider} ${month} ${snapshot}`)
  return counted
}

async function readAnswers(folder: string, counted: ReadonlySet<string>): Promise<PlantedLine[]> {
  const planted: PlantedLine[] = []
  const rows = createReadStream(join(folder, 'answer-key.csv')).pipe(parse({ columns: true }))
  for await (const row of rows) {
    const { provider, month, snapshot, line_id: lineId, rule } = row as Answer
    if (counted.has(`${provider} ${month} ${snapshot}`)) planted.push({ line: lineOf(provider, month, lineId), rule })
  }
  return planted
}

const together = 5_000

async function readFindings(ctx: Ctx, month: Month): Promise<FoundLine[]> {
  const found: FoundLine[] = []
  for (let after = 0; ;) {
    const some = await findingsAfter(ctx, { month }, { after, limit: together })
    for (const { provider, lineId, rule } of some)
      if (lineId !== '') found.push({ line: lineOf(provider, month, lineId), rule })
    if (some.length < together) return found
    after = some.at(-1)!.findingId
  }
}

/** What the checks found in an invented commissioner's bills, against the key to the mistakes planted in them, in `folder`. */
export async function scoreDemonstration(ctx: Ctx, folder: string): Promise<RuleScore[]> {
  const months = await monthsWithActivity(ctx)
  const planted = await readAnswers(folder, await countedSnapshots(ctx, months))
  const found: FoundLine[] = []
  for (const month of months) for (const one of await readFindings(ctx, month)) found.push(one)
  const rules = shippedRules().map(({ code, confidence, kind }) => ({
    code,
    confidence,
    isForPeople: kind === 'practice',
  }))
  return scoreRules(rules, planted, found)
}
