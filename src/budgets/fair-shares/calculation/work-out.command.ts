import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import {
  insertBandCosts,
  insertCalculation,
  insertLines,
  insertShares,
  lockCalculations,
} from '../stores/calculation.store.ts'
import type { FairShareQuestion, FairShareRefusal, FairShares } from './fair-shares.ts'
import { fairShares } from './fair-shares.view.ts'

async function keepRows(tx: Database, calculationNo: number, { commissioner, lines }: FairShares): Promise<void> {
  const of = { calculation_no: calculationNo, commissioner }
  await insertLines(
    tx,
    lines.map((each) => ({
      ...of,
      line: each.line,
      weights_from: each.weightsFrom,
      amount_pence: each.amountPence,
      given_pence: each.givenPence,
      patients: each.patients,
      total_aged: String(each.totalAged),
      total_weight: String(each.totalWeight),
    })),
  )
  await insertBandCosts(
    tx,
    lines.flatMap(({ line, costs }) =>
      costs.map(({ sex, ageBand, weight, events }) => ({ ...of, line, sex, age_band: ageBand, weight, events })),
    ),
  )
  await insertShares(
    tx,
    lines.flatMap(({ line, practices }) =>
      practices.map((each) => ({
        ...of,
        line,
        practice: each.practice,
        group_code: each.group ?? '',
        counted_on: each.countedOn,
        patients: each.patients,
        aged: String(each.aged),
        need: each.need,
        mff: each.mff,
        age_index: each.ageIndex,
        need_index: each.needIndex,
        mff_index: each.mffIndex,
        weight: String(each.weight),
        share_pence: each.sharePence,
        is_given: each.isGiven,
      })),
    ),
  )
}

/** Works fair shares out and keeps them as they are, with everything that made them. The latest of a year is what people see. */
export async function workOutFairShares(
  ctx: Ctx,
  asked: FairShareQuestion,
): Promise<Result<{ calculationNo: number; shares: FairShares }, FairShareRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return refused('not-allowed', 'You may not work out fair shares.')
  const found = await fairShares(ctx, asked)
  if (!found.ok) return found
  const shares = found.value
  return ctx.transaction(async (tx) => {
    await lockCalculations(tx, shares.commissioner, shares.year)
    const calculationNo = await insertCalculation(tx, {
      commissioner: shares.commissioner,
      year: shares.year,
      lists_on: shares.listsOn,
      envelope_load_no: shares.envelopeLoadNo,
      need_from: shares.needFrom,
      need_load_no: shares.needLoadNo,
      weights_load_no: shares.weightsLoadNo,
      first_month: shares.months?.first ?? null,
      last_month: shares.months?.last ?? null,
      with_mff: shares.withMff,
      floor_percent: shares.floorPercent,
      ceiling_percent: shares.ceilingPercent,
      made_at: ctx.clock.now(),
      made_by: ctx.actor.name,
      person_id: ctx.actor.userId ?? null,
    })
    await keepRows(tx, calculationNo, shares)
    await ctx.audit(tx, 'budget.fair-shares', `fair shares ${shares.commissioner} ${shares.year}`, {
      calculationNo,
      listsOn: shares.listsOn,
      needFrom: shares.needFrom,
      lines: shares.lines.length,
    })
    return ok({ calculationNo, shares })
  })
}
