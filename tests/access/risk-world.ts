import { sql } from '#db'
import { setTerms, usualTerms } from '#budgets/risk'
import type { Ctx } from '#platform'
import { type Pence, toFinancialYear, toPence } from '#shared'
import { riskParameters } from '../../src/budgets/risk/policy/risk-policy.view.ts'
import { type Relation, places, relations } from './world.ts'

const year = toFinancialYear('2007/08')

/** What a practice pays into its commissioner’s pool: an amount that nothing else in the world has. */
export const paidIn = (relation: Relation): Pence => toPence(4_100_103 + relations.indexOf(relation) * 30_011)

/** By which words the terms of a pool are known. */
export const whyOf: Readonly<Record<string, string>> = {
  C01: 'Shared alike in the first.',
  C02: 'Shared otherwise in the second.',
}

const simulated = {
  at: [],
  bars: [],
  years: 1_000,
  meanPence: 1,
  meanExcessPence: 0,
  mostPence: 2,
  events: 1,
  budgetPence: 1,
}

async function plantPool(ctx: Ctx, commissioner: string, termsNo: number): Promise<void> {
  const own = relations.filter((each) => places[each].commissioner === commissioner && places[each].practice !== null)
  const total = own.reduce((sum, each) => sum + paidIn(each), 0)
  await ctx.transaction(async (tx) => {
    const { rows } = await sql<{ no: number }>`
      INSERT INTO risk.pool (commissioner, year, terms_no, budget_no, budget_version, lines, paid_in_pence, carried_pence, leaves_budgets, actor, at)
      VALUES (${commissioner}, ${year}, ${termsNo}, 1, 1, '{planned}', ${total}, 0, true, 'a tester', ${ctx.clock.now()})
      RETURNING pool_no AS no`.execute(tx)
    for (const each of own)
      await sql`INSERT INTO risk.contribution (pool_no, commissioner, practice, group_code, patients, budget_pence, pence)
        VALUES (${rows[0]!.no}, ${commissioner}, ${places[each].practice}, ${places[each].group}, 1000, 100000, ${paidIn(each)})`.execute(
        tx,
      )
  })
}

/** Both commissioners share the risk of 2007/08, and have simulated a year: number 1 is of the first, 2 of the second. */
export async function shareTheRisk(ctx: Ctx): Promise<void> {
  const terms = usualTerms(riskParameters(year))
  for (const commissioner of ['C01', 'C02']) {
    const set = await setTerms(ctx, { commissioner, fromYear: year, terms, words: whyOf[commissioner]! })
    if (!set.ok) throw new Error(set.message)
    await plantPool(ctx, commissioner, set.value.termsNo)
    const asked = {
      commissioner,
      year,
      terms,
      perMille: 950,
      events: 'patients',
      years: 1_000,
      seed: 1,
      practiceVariation: 0,
      commonVariation: 0,
    }
    const need = { perMille: 950, pence: 1, lowPence: 1, highPence: 1 }
    const answer = {
      ...simulated,
      at: [need],
      costs: { events: 1, meanPence: 1, cv: 1, above: 0, meanExcessPence: 0 },
      months: ['2007-10'],
      holdsPence: null,
      holdsPerMille: null,
      practices: 1,
      patients: 1_000,
    }
    await sql`INSERT INTO risk.simulation (job_id, commissioner, year, asked, answer, actor, at)
      VALUES (${-1 - Object.keys(whyOf).indexOf(commissioner)}, ${commissioner}, ${year}, ${JSON.stringify(asked)}, ${JSON.stringify(answer)},
        'a tester', ${ctx.clock.now()})`.execute(ctx.db)
  }
}
