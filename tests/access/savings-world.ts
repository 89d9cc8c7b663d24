import { askCorrection, closePreview, closeYear, proposeUse } from '#budgets/savings'
import type { Ctx } from '#platform'
import { type Result, toFinancialYear, toPence } from '#shared'
import type { YearFacts } from '../../src/budgets/savings/year/year-facts.ts'
import { type Relation, places } from './world.ts'

export const savingsYear = toFinancialYear('2007/08')

/** The uses that practices proposed, in the order in which they were planted. */
export const usesOf: Readonly<Record<Relation, number>> = {
  own: 1,
  group: 2,
  commissioner: 3,
  elsewhere: 4,
  nobody: 987_654,
}

/** What each practice freed up: nothing else in the world comes to any of it. */
export const freedUp: Readonly<Record<Relation, number>> = {
  own: 1_234_100,
  group: 2_345_200,
  commissioner: 3_456_300,
  elsewhere: 4_567_400,
  nobody: 5_678_500,
}

export const titleOf = (relation: Relation): string => `Planted use of ${places[relation].practice ?? 'nobody'}`

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const planted = () =>
  (['own', 'group', 'commissioner', 'elsewhere'] as const).map((relation) => ({ relation, ...places[relation] }))

const factsOf = (commissioner: string): YearFacts => ({
  commissioner,
  year: savingsYear,
  budgetNo: 1,
  budgetVersion: 1,
  months: [],
  checks: [],
  lines: planted()
    .filter((place) => place.commissioner === commissioner)
    .map(({ practice, group, relation }) => ({
      practice: practice!,
      group: group!,
      line: 'planned',
      lines: 400,
      budgetPence: toPence(90_000_000),
      outturnPence: toPence(90_000_000 - freedUp[relation]),
      pricePence: toPence(0),
      creditsWithinPence: toPence(0),
      creditsDuePence: toPence(0),
    })),
})

/** The request for a correction at the other commissioner. */
export const requestOf = { elsewhere: 1 } as const

/** Every practice has freed something up, and proposes a use for it that nobody has decided about. */
export async function plantSavings(ctx: Ctx): Promise<void> {
  for (const commissioner of ['C01', 'C02']) {
    const facts = factsOf(commissioner)
    const { seenSha } = await must(closePreview(ctx, facts))
    const asked = { commissioner, year: savingsYear, seenSha, words: '' }
    await must(closeYear(ctx, asked, async () => facts))
  }
  for (const { practice, relation } of planted())
    await must(
      proposeUse(ctx, {
        practice: practice!,
        year: savingsYear,
        purpose: 'equipment',
        title: titleOf(relation),
        words: 'For tests at the practice.',
        caseReference: null,
        amountPence: toPence(10_000),
      }),
    )
  const clawBack = { practice: 'Z99001', year: savingsYear, amountPence: toPence(100), words: 'A plan not kept' }
  await must(askCorrection(ctx, { kind: 'claw-back', ...clawBack }))
}
