import type { Ctx } from '#platform'
import type { PlainDate, Result } from '#shared'
import { type ItemRefusal, addItem } from './change-item.command.ts'

/** Something that was decided elsewhere and goes into the plan. */
export interface PlanAction {
  readonly owner: string
  readonly title: string
  /** Initials, names, posts or bodies, as they are written in a plan. */
  readonly leads: string
  readonly due: PlainDate | null
  /** Where it was decided: `meeting 12, item 3`. */
  readonly source: string
  /** The section it goes to; “Actions” unless told. */
  readonly section?: string
}

/** Adds an action of another room to the plan of its owner, with a reference of its own. */
export const addPlanAction = (
  ctx: Ctx,
  { owner, title, leads, due, source, section = 'Actions' }: PlanAction,
): Promise<Result<{ itemNo: number; ref: string }, ItemRefusal>> =>
  addItem(ctx, {
    owner,
    source,
    section,
    ref: '',
    objective: title,
    leadsText: leads,
    timescaleText: '',
    start: null,
    due,
  })
