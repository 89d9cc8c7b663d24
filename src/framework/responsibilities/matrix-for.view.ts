import { practicesOf } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import { findPlace } from '../stores/reach.view.ts'
import { matrixOf } from './matrix.ts'
import { commitmentsOf, listFor } from './responsibilities.view.ts'

/** Of a group's practices those that the asker sees: a practice counts itself alone. */
async function practicesSeen(ctx: Ctx, group: string): Promise<string[]> {
  const { practices } = ctx.scope
  const all = await practicesOf(ctx.db, group, dayInLondon(ctx.clock.now()))
  return practices === 'all' ? all : all.filter((code_) => practices.some(({ practice }) => practice === code_))
}

/** The list that holds for a group beside what its practices say; nothing where the group is not the asker's. */
export async function matrixFor(ctx: Ctx, group: string) {
  const place = await findPlace(ctx, group)
  if (!place) return undefined
  const list = await listFor(ctx, place)
  const [practices, commitments] = [await practicesSeen(ctx, group), await commitmentsOf(ctx, group)]
  const own = commitments.filter(({ practice }) => practices.includes(practice))
  const rows = matrixOf(list?.responsibilities ?? [], own, practices)
  return { place, list, practices, commitments: own, rows }
}
