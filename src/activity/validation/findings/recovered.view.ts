import { sql } from '#db'
import type { Asker } from '#platform'
import { type Month, type Pence, addPence, noPence, toPence } from '#shared'
import { reachOf } from './scope-sql.ts'

interface Settled {
  readonly rule: string
  readonly provider: string
  readonly practice: string | null
  readonly findings: number
  readonly valuePence: Pence
  readonly acceptedPence: Pence
}

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

const added = (sums: readonly Settled[]) => ({
  findings: sums.reduce((count, { findings }) => count + findings, 0),
  claimedPence: addPence(noPence, ...sums.map(({ valuePence }) => valuePence)),
  acceptedPence: addPence(noPence, ...sums.map(({ acceptedPence }) => acceptedPence)),
})

/** Begins at what was settled: asked of all findings it would take seconds. */
async function settledIn({ db, scope }: Asker, { from, to, commissioner }: Months): Promise<Settled[]> {
  const { rows } = await sql<
    Record<'rule' | 'provider', string> & { practice: string | null; n: number; value: number; accepted: number }
  >`
    SELECT f.rule, f.provider, f.practice, sum(f.findings)::integer AS n,
           sum(f.value_pence)::bigint AS value, sum(f.accepted_pence)::bigint AS accepted
      FROM validation.v_settled_sum AS f
     WHERE f.month >= ${from} AND f.month <= ${to} AND ${reachOf(scope)}
       AND f.commissioner = coalesce(${commissioner ?? null}::text, f.commissioner)
     GROUP BY f.rule, f.provider, f.practice ORDER BY f.rule, f.provider, f.practice`.execute(db)
  return rows.map(({ n, value, accepted, ...row }) => ({
    ...row,
    findings: n,
    valuePence: toPence(value),
    acceptedPence: toPence(accepted),
  }))
}

function groupsOf(sums: readonly Settled[], keyOf: (sum: Settled) => string): Settled[][] {
  const groups = new Map<string, Settled[]>()
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
