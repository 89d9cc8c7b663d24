import { sql } from '#db'
import { jobs as pricingJobs } from '#activity/pricing'
import type { Ctx, Job } from '#platform'
import { expect, test } from 'vitest'
import { billMonth } from '../../tests/support/billed-month.ts'
import { useWorkbench } from '../../tests/support/workbench.ts'
import { checkingAfter } from './price-after-import.ts'

const workbench = useWorkbench()
const job: Job = { runId: 1, report: () => undefined, signal: new AbortController().signal }
const [pricing] = pricingJobs.map(checkingAfter)

const queued = async (): Promise<unknown[]> => {
  const { rows } = await sql<{
    kind: string
    input: unknown
  }>`SELECT r.kind, r.input FROM platform.run AS r WHERE r.state = 'queued'`.execute(workbench().ctx.db)
  return rows
}

test('a month that was priced is held to the rules next, where whoever asked may ask for that too', async () => {
  const { ctx } = workbench()
  await billMonth(ctx, { month: '2007-10', lines: [{ lineId: 'A', billedPence: 100 }], priced: false })
  const asMay = (permissions: Ctx['scope']['permissions']): Ctx => ({ ...ctx, scope: { ...ctx.scope, permissions } })
  await pricing!.run(asMay(['activity.price']), { months: ['2007-10'] }, job)
  expect(await queued()).toEqual([])
  await pricing!.run(asMay(['activity.price', 'activity.check']), { months: ['2007-10'] }, job)
  expect(await queued()).toEqual([{ kind: 'check-months', input: { months: ['2007-10'] } }])
  expect(await pricing!.run(ctx, { months: ['2001-10'] }, job)).toMatchObject({ ok: false })
  expect(await queued()).toHaveLength(1)
})
