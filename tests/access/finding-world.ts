import type { Ctx } from '#platform'
import { checkOf, foundFinding } from '../support/found-findings.ts'
import { month, places, planted } from './world.ts'

/** One finding for each planted line at the first hospital, as a check would have written it down. */
export async function plantFindings(ctx: Ctx): Promise<void> {
  const checks = new Map<string, number>()
  for (const commissioner of ['C01', 'C02']) checks.set(commissioner, await checkOf(ctx, month, commissioner))
  for (const { relation, provider, lineId, billedPence } of planted.filter((one) => one.provider === 'RAA')) {
    const { practice, commissioner } = places[relation]
    const importNo = commissioner === 'C01' ? 1 : 2
    const found = { commissioner, provider, lineId, practice, billedPence, valuePence: 12_345, importNo }
    await foundFinding(ctx, checks.get(commissioner)!, { ...found, words: `Found in ${lineId}.` })
  }
}
