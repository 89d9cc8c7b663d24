import type { Asker } from '#platform'
import { type Month, type Pence, addPence, noPence } from '#shared'
import { type FindingSum, findingSums } from './finding-sums.view.ts'

/** What was claimed in challenges that are settled, and what of it was accepted. Whole pence. */
export interface Recovered {
  readonly rule: string
  readonly provider: string
  readonly practice: string | null
  readonly findings: number
  readonly claimedPence: Pence
  readonly acceptedPence: Pence
}

/** Settled findings of one rule and provider: what of the claim was accepted. */
export interface SuccessRate {
  readonly rule: string
  readonly provider: string
  readonly settled: number
  readonly claimedPence: Pence
  readonly acceptedPence: Pence
  /** Accepted of claimed, in per cent; nothing where nothing was claimed. */
  readonly acceptedPercent: number | null
}

interface Months {
  /** Months from the first to the last, both included. */
  readonly from: Month
  readonly to: Month
  readonly commissioner?: string
}

const added = (sums: readonly FindingSum[]) => ({
  findings: sums.reduce((count, { findings }) => count + findings, 0),
  claimedPence: addPence(noPence, ...sums.map(({ valuePence }) => valuePence)),
  acceptedPence: addPence(noPence, ...sums.map(({ acceptedPence }) => acceptedPence)),
})

const settledIn = (asker: Asker, months: Months): Promise<FindingSum[]> =>
  findingSums(asker, { ...months, state: 'settled' })

function groupsOf(sums: readonly FindingSum[], keyOf: (sum: FindingSum) => string): FindingSum[][] {
  const groups = new Map<string, FindingSum[]>()
  for (const sum of sums) groups.set(keyOf(sum), [...(groups.get(keyOf(sum)) ?? []), sum])
  return [...groups.values()]
}

/** What came of challenges about months, by rule, provider and practice. */
export async function recoveredSums(asker: Asker, months: Months): Promise<Recovered[]> {
  const groups = groupsOf(await settledIn(asker, months), (sum) => [sum.rule, sum.provider, sum.practice].join('|'))
  return groups.map((sums) => {
    const { rule, provider, practice } = sums[0]!
    return { rule, provider, practice, ...added(sums) }
  })
}

const always: Months = { from: '0000-01' as Month, to: '9999-12' as Month }

const percentOf = (part: Pence, whole: Pence): number | null =>
  whole === 0 ? null : Math.round((1000 * part) / whole) / 10

/** How often each rule has held with each provider, over all that is settled: shown when the next challenge is made. */
export async function successRates(asker: Asker, months: Partial<Months> = {}): Promise<SuccessRate[]> {
  const sums = await settledIn(asker, { ...always, ...months })
  return groupsOf(sums, ({ rule, provider }) => `${rule}|${provider}`).map((own) => {
    const { rule, provider } = own[0]!
    const { findings: settled, claimedPence, acceptedPence } = added(own)
    const acceptedPercent = percentOf(acceptedPence, claimedPence)
    return { rule, provider, settled, claimedPence, acceptedPence, acceptedPercent }
  })
}
