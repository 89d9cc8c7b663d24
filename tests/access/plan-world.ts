import { importPlan, setBaseline } from '#programme/plan'
import type { Ctx } from '#platform'
import { type Relation, places } from './world.ts'

/** Whose plan stands in a relation: a group’s, or for what is of no practice the commissioner’s own. */
export const planOwner = (relation: Relation): string => places[relation].group ?? places[relation].commissioner

/** The plans in the order in which they were planted: the numbers of their items, files and baselines. */
const planted = ['GA', 'GB', 'GZ', 'C01'] as const

export const planNo = (relation: Relation): number => planted.indexOf(planOwner(relation) as 'GA') + 1

/** The plan of the other commissioner’s group. */
export const planElsewhere = 3

export const objectiveOf = (relation: Relation): string => `Planted objective of ${planOwner(relation)}`

/** Every group, and the commissioner itself, has a plan with one item and a baseline. */
export async function plantPlans(ctx: Ctx): Promise<void> {
  for (const owner of planted) {
    const pasted = `section\tref\tobjective\tlead\ttimescale\n1. Planted\t1.1\tPlanted objective of ${owner}\tXY\tNovember 2007\n`
    const taken = await importPlan(ctx, { owner, source: { pasted, name: `Planted plan of ${owner}` } })
    const kept = await setBaseline(ctx, { owner, title: `Planted baseline of ${owner}` })
    if (!taken.ok || !kept.ok) throw new Error(`no plan of ${owner}`)
  }
}
