import { sql } from '#db'
import { importEnvelope, importNeedIndex, setTopSlices } from '#budgets/envelope'
import { markAtypical, workOutFairShares } from '#budgets/fair-shares'
import { toPence } from '#shared'
import { beforeAll, expect, test } from 'vitest'
import { budgetCommissioner, budgetYear, takeBudgetFiles, threePractices } from '../support/budget-files.ts'
import { useWorkbench } from '../support/workbench.ts'

const workbench = useWorkbench()
const of = { commissioner: budgetCommissioner, year: budgetYear }

beforeAll(() => takeBudgetFiles(workbench().ctx, threePractices))

async function actionsAfter(deed: () => Promise<unknown>): Promise<string[]> {
  const { ctx } = workbench()
  const { rows: before } = await sql<{ last: string }>`SELECT max(e.seq) AS last FROM audit.entry AS e`.execute(ctx.db)
  await deed()
  const { rows } = await sql<{ action: string }>`
    SELECT e.action FROM audit.entry AS e WHERE e.seq > ${before[0]!.last} ORDER BY e.seq`.execute(ctx.db)
  return rows.map(({ action }) => action)
}

test('everything done to an envelope and to fair shares is in the journal, and what is refused is not', async () => {
  const { ctx } = workbench()
  const slice = { kind: 'contingency', line: null, amountPence: toPence(1_00), words: '' } as const
  const need = { 'need-index.csv': 'practice,index\nP1,1\nP2,1\nP3,1\n' }
  expect(await actionsAfter(() => takeBudgetFiles(ctx, need))).toEqual(['budget.need-index'])
  const costs = { 'age-weights.csv': 'line,sex,age_band,cost_per_head\nplanned,1,0+,1\nplanned,2,0+,1\n' }
  expect(await actionsAfter(() => takeBudgetFiles(ctx, costs))).toEqual(['budget.age-weights'])
  const envelope = { 'envelope.csv': 'line,amount,scope\nplanned,10,in\n' }
  expect(await actionsAfter(() => takeBudgetFiles(ctx, envelope))).toEqual(['budget.envelope'])
  expect(await actionsAfter(() => setTopSlices(ctx, { ...of, slices: [slice], words: 'Agreed.' }))).toEqual([
    'budget.top-slices',
  ])
  const mark = { ...of, practice: 'P3', treatment: 'left-out', reason: 'Students only.' } as const
  expect(await actionsAfter(() => markAtypical(ctx, mark))).toEqual(['budget.atypical-practice'])
  expect(await actionsAfter(() => workOutFairShares(ctx, of))).toEqual(['budget.fair-shares'])

  const tooMuch = { ...slice, amountPence: toPence(11_00) }
  expect(await actionsAfter(() => setTopSlices(ctx, { ...of, slices: [tooMuch], words: 'x' }))).toEqual([])
  const nobody = { ...ctx, scope: { ...ctx.scope, permissions: ['budget.read'] as const } }
  const file = { ...of, file: 'nowhere.csv', name: 'nowhere.csv' }
  expect(await actionsAfter(() => importEnvelope(nobody, file))).toEqual([])
  expect(await actionsAfter(() => importNeedIndex(nobody, file))).toEqual([])
  expect(await actionsAfter(() => workOutFairShares(nobody, of))).toEqual([])
})
