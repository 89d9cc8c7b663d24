import { sql } from '#db'
import type { Check, Ctx } from '#platform'

/** Rows without the contract they stand under: by list, whose, and which. */
async function orphans({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ list: string; commissioner: string; reference: string }>`
    SELECT DISTINCT r.list, r.commissioner, r.reference FROM (
      SELECT 'plan' AS list, commissioner, reference, provider FROM contracts.plan
      UNION SELECT 'follow-up caps', commissioner, reference, provider FROM contracts.follow_up_cap
      UNION SELECT 'baselines', commissioner, reference, provider FROM contracts.marginal_rate) AS r
     WHERE NOT EXISTS (SELECT FROM contracts.contract AS c
       WHERE c.commissioner = r.commissioner AND c.reference = r.reference AND c.provider = r.provider)
     ORDER BY 1, 2, 3`.execute(db)
  return rows.map(
    ({ list, commissioner, reference }) =>
      `${list}: rows of contract ${reference} of ${commissioner}, which is not there.`,
  )
}

/** The versions of a contract are counted from 1 without a gap, and all are with one provider. */
async function brokenVersions({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ commissioner: string; reference: string }>`
    SELECT commissioner, reference FROM contracts.contract GROUP BY commissioner, reference
    HAVING max(version) <> count(*) OR count(DISTINCT provider) <> 1 ORDER BY 1, 2`.execute(db)
  return rows.map(
    ({ commissioner, reference }) =>
      `contract ${reference} of ${commissioner}: its versions are not counted through, or not all with one provider.`,
  )
}

export const checks: readonly Check[] = [
  {
    name: 'contracts: what stands under a contract has one',
    run: async (ctx) => [...(await orphans(ctx)), ...(await brokenVersions(ctx))],
  },
]
