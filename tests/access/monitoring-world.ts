import { drawUpMonth, position } from '#budgets/monitoring'
import { issueBudget, issuedBudget, proposeBudget, saveBudget } from '#budgets/setting'
import type { Ctx } from '#platform'
import { type Result, toFinancialYear, toMonth, toPence, toPlainDate } from '#shared'
import { type Place, type Relation, places, relations } from './world.ts'

const year = toFinancialYear('2007/08')
const month = toMonth('2007-10')

/** What each practice spent above its plan, in pence: nothing else in the world comes to it. Known once `knowAbovePlan` has looked. */
export const abovePlan: Partial<Record<Relation, number>> = {}

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const placesOf = (commissioner: string): [Relation, Place & { practice: string }][] =>
  relations.flatMap((relation) => {
    const { practice, ...place } = places[relation]
    return practice !== null && place.commissioner === commissioner ? [[relation, { ...place, practice }] as const] : []
  }) as [Relation, Place & { practice: string }][]

async function issue(ctx: Ctx, commissioner: string): Promise<void> {
  if (await issuedBudget(ctx, { commissioner, year })) return
  const amounts = placesOf(commissioner).map(([relation, { practice, group }]) => {
    const pence = toPence(8_110_017 + relations.indexOf(relation) * 12_113)
    return {
      practice,
      group,
      line: 'planned',
      pence,
      historicPence: pence,
      fairSharePence: pence,
      historyOfMoneyPence: pence,
      fairOfMoneyPence: pence,
      patients: 5000,
      baseLines: 100,
      ageIndex: 1,
      needIndex: 1,
      mffIndex: 1,
    }
  })
  const { budgetNo } = await must(
    saveBudget(ctx, {
      commissioner,
      year,
      from: toPlainDate('2007-04-01'),
      name: `Planted for ${commissioner}`,
      method: 'historic',
      parameters: {},
      envelopeLoadNo: 1,
      controlTotalPence: toPence(amounts.reduce((sum, { pence }) => sum + pence, 0)),
      amounts,
      steps: [],
    }),
  )
  await must(proposeBudget(ctx, budgetNo))
  await must(issueBudget(ctx, { budgetNo, words: 'Planted' }))
}

/** Each commissioner has a budget for the year and the statements of its month drawn up. */
export async function plantStatements(ctx: Ctx): Promise<void> {
  for (const commissioner of ['C01', 'C02']) {
    await issue(ctx, commissioner)
    await must(drawUpMonth(ctx, { commissioner, month }))
  }
}

/** Looks at the world, which another process may have filled. */
export async function knowAbovePlan(ctx: Ctx): Promise<void> {
  for (const commissioner of ['C01', 'C02']) {
    const { rows } = await must(position(ctx, { commissioner, month, by: 'practice' }))
    for (const [relation, { practice }] of placesOf(commissioner))
      abovePlan[relation] = rows.find(({ code }) => code === practice)!.variancePence
  }
}
