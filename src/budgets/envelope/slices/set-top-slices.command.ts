import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, type Result, findPatientData, mayDo, ok, refused } from '#shared'
import { latestLoad, lockYear } from '../stores/load.store.ts'
import { insertTopSlices } from '../stores/top-slice.store.ts'
import { linesOfLoad } from '../year/envelope.view.ts'
import { takeSlices } from './take-slices.ts'
import type { TopSlice } from './top-slice.ts'

export interface TopSlicesToSet {
  readonly commissioner: string
  readonly year: FinancialYear
  /** All of the year's top-slices: they stand in place of those set before. */
  readonly slices: readonly TopSlice[]
  /** Why, for whoever asks later. */
  readonly words: string
}

export type TopSliceRefusal = 'not-allowed' | 'no-envelope' | 'no-words' | 'not-positive' | 'too-much' | 'no-line'

const longest = 500

function faultOf({ slices, words }: TopSlicesToSet): Result<void, TopSliceRefusal> {
  if (words.trim() === '' || words.length > longest)
    return refused('no-words', `Say why in words of up to ${longest} letters: it stays with the top-slices.`)
  if ([words, ...slices.map((slice) => slice.words)].some((text) => findPatientData(text).length > 0))
    return refused('no-words', 'The words hold what looks like an NHS number or a date of birth: take it out.')
  const at = slices.findIndex(({ amountPence }) => amountPence <= 0)
  return at < 0
    ? ok(undefined)
    : refused('not-positive', `Top-slice ${at + 1} takes nothing: write an amount above 0, or leave it out.`)
}

async function decide(
  ctx: Ctx,
  tx: Database,
  given: TopSlicesToSet,
): Promise<Result<{ setNo: number; takenPence: Pence }, TopSliceRefusal>> {
  const { commissioner, year, slices } = given
  await lockYear(tx, given)
  const load = await latestLoad(tx, 'envelope', given)
  if (!load) return refused('no-envelope', `There is no envelope for ${year}: import one first.`)
  const fits = takeSlices(await linesOfLoad(tx, load.loadNo), slices)
  if (!fits.ok) return fits
  const takenPence = slices.reduce((sum, { amountPence }) => sum + amountPence, 0) as Pence
  const setNo = await insertTopSlices(
    tx,
    {
      commissioner,
      year,
      words: given.words.trim(),
      set_at: ctx.clock.now(),
      set_by: ctx.actor.name,
      person_id: ctx.actor.userId ?? null,
    },
    slices.map(({ kind, line, amountPence, words }, at) => ({
      position: at + 1,
      kind,
      line,
      amount_pence: amountPence,
      words,
    })),
  )
  await ctx.audit(tx, 'budget.top-slices', `top-slices ${commissioner} ${year}`, {
    setNo,
    slices: slices.length,
    takenPence,
  })
  return ok({ setNo, takenPence })
}

/**
 * Sets what is held back of a year before anything is shared out, in place of what was set before. Refused where a slice is larger
 * than what it is taken from, with the slice named.
 */
export async function setTopSlices(
  ctx: Ctx,
  given: TopSlicesToSet,
): Promise<Result<{ setNo: number; takenPence: Pence }, TopSliceRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return refused('not-allowed', 'You may not set top-slices.')
  const fault = faultOf(given)
  return fault.ok ? ctx.transaction((tx) => decide(ctx, tx, given)) : fault
}
