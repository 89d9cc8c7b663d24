import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { latestAssessment } from '../assessment/assessments.view.ts'
import { onceEach } from '../evidence/setting.ts'
import { standingOfAssessment } from '../level/group-standing.view.ts'
import type { ListedGroup } from './summary-tables.ts'

/** The groups of which the asker may see the framework, by code. */
export const groupsOf = async (ctx: Ctx): Promise<string[]> =>
  (await ownersFor(ctx)).seen
    .filter(({ kind }) => kind === 'group')
    .map(({ code }) => code)
    .toSorted()

export async function listedGroups(ctx: Ctx, groups: readonly string[]): Promise<ListedGroup[]> {
  const listed: ListedGroup[] = []
  const once = onceEach()
  for (const group of groups) {
    const assessment = await latestAssessment(ctx, group)
    listed.push({ group, standing: assessment && (await standingOfAssessment(ctx, assessment, once)) })
  }
  return listed
}
