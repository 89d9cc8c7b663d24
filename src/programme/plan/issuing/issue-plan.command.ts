import { type Issued, type Recipient, issueDocument, listDocuments } from '#programme/documents'
import type { Ctx } from '#platform'
import { type Result, refused } from '#shared'
import { notFound } from '../items/change-item.command.ts'
import { planItems } from '../items/items.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { planBody } from './plan-body.ts'

export interface PlanToIssue {
  readonly owner: string
  readonly title: string
  readonly introduction: string
  readonly distribution: readonly Recipient[]
  readonly whatChanged: string
  /** The number under which it is a further version; it gets one of its own without. */
  readonly documentNo?: number
}

/**
 * Issues the plan as it stands as a controlled document: numbered, dated, with whom it goes to and what changed since the version
 * before.
 */
export async function issuePlan(
  ctx: Ctx,
  { owner, title, introduction, distribution, whatChanged, documentNo }: PlanToIssue,
): Promise<Result<Issued, string>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  const items = await planItems(ctx, { owner })
  if (items.length === 0) return refused('body', 'There is nothing in the plan yet to be issued.')
  return issueDocument(ctx, {
    owner,
    kind: 'plan',
    title,
    body: planBody(items, introduction),
    distribution,
    whatChanged,
    ...(documentNo !== undefined && { documentNo }),
  })
}

/** The documents under whose numbers the plan of an owner was issued, the latest first. */
export const issuedPlans = (ctx: Ctx, owner: string) => listDocuments(ctx, { owner, kind: 'plan' })
