import { listOrganisations } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import { latestAssessment } from '../assessment/assessments.view.ts'
import { onceEach } from '../evidence/setting.ts'
import { standingOfAssessment } from '../level/group-standing.view.ts'
import { findPlace } from '../stores/reach.view.ts'
import type { ListedGroup } from './summary-tables.ts'

/** The groups of which the asker may see the framework, by code. */
export async function groupsOf(ctx: Ctx): Promise<string[]> {
  const today = dayInLondon(ctx.clock.now())
  const all = await listOrganisations(ctx.db, { asAt: today, kind: 'group' })
  const found: string[] = []
  for (const { code } of all) if (await findPlace(ctx, code)) found.push(code)
  return found
}

export async function listedGroups(ctx: Ctx, groups: readonly string[]): Promise<ListedGroup[]> {
  const listed: ListedGroup[] = []
  const once = onceEach()
  for (const group of groups) {
    const assessment = await latestAssessment(ctx, group)
    listed.push({ group, standing: assessment && (await standingOfAssessment(ctx, assessment, once)) })
  }
  return listed
}
