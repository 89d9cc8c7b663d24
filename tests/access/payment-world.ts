import { sql } from '#db'
import { agreeUnit, approveRun, findPaymentRun, monthBill, prepareRun } from '#activity/payment'
import type { Ctx } from '#platform'
import { type Month, type Result, toMonth } from '#shared'

const month: Month = toMonth('2007-10')

/** The runs by which the bills of the two commissioners were paid. */
export const paidBy = { C01: 1, C02: 2 } as const

const as = (ctx: Ctx, name: string): Ctx => ({ ...ctx, actor: { name } })

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

/** Every bill of both commissioners is agreed and paid, by three people each, as the operator does it. */
export async function payTheWorld(ctx: Ctx): Promise<void> {
  for (const commissioner of ['C01', 'C02']) {
    const at = ctx.clock.now()
    await sql`INSERT INTO validation.check_run (commissioner, month, rules_sha, lines, started_at, finished_at, checked_by)
      VALUES (${commissioner}, ${month}, 'x', 1, ${at}, ${at}, 'a tester')`.execute(ctx.db)
    for (const unit of (await monthBill(ctx, { month, commissioner })).units)
      await must(agreeUnit(as(ctx, 'A Chair'), { ...unit, event: 'agreed' }))
    const { runNo } = await must(prepareRun(as(ctx, 'A Preparer'), { commissioner, month, paysNewLines: false }))
    await must(approveRun(as(ctx, 'An Approver'), (await findPaymentRun(ctx, runNo))!))
  }
}
