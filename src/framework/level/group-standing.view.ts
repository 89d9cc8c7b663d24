import type { Ctx } from '#platform'
import type { FinancialYear } from '#shared'
import { type Assessment, latestAssessment, listAssessments, standingSayings } from '../assessment/assessments.view.ts'
import { type LevelCounts, countRatings } from '../assessment/counts.ts'
import { keptReadings } from '../evidence/kept-readings.view.ts'
import { measureGroup } from '../evidence/measure-group.view.ts'
import type { Reading } from '../evidence/reading.ts'
import { type MeasureSetting, onceEach } from '../evidence/setting.ts'
import { type Place, findPlace } from '../stores/reach.view.ts'
import {
  type LevelStanding,
  type ObjectiveStanding,
  levelReached,
  levelStandings,
  objectiveStandings,
} from './reached.ts'
import { type TargetStanding, standingsOf } from './target-standing.ts'

/** An assessment with where each of its targets stands, and what that comes to. */
export interface GroupStanding {
  readonly assessment: Assessment
  readonly standings: readonly TargetStanding[]
  readonly counts: readonly LevelCounts[]
  readonly levels: readonly LevelStanding[]
  readonly objectives: readonly ObjectiveStanding[]
  readonly reached: number
  /** `now`: measured at this moment. `kept`: as on the day of signing off. `none`: nobody who sees the whole group measured it yet. */
  readonly measured: 'now' | 'kept' | 'none'
}

async function readingsOf(
  ctx: Ctx,
  assessment: Assessment,
  once: MeasureSetting['once'],
): Promise<[readonly Reading[], GroupStanding['measured']]> {
  if (!assessment.signedOff) {
    const now = await measureGroup(ctx, assessment, once)
    if (now.ok) return [now.value, 'now']
  }
  const kept = await keptReadings(ctx, assessment.assessmentNo)
  return [kept, kept.length > 0 ? 'kept' : 'none']
}

/**
 * Where an assessment stands: while it is open as measured now, once it is signed off as it was kept. Several groups may share what was
 * asked.
 */
export async function standingOfAssessment(
  ctx: Ctx,
  assessment: Assessment,
  once: MeasureSetting['once'] = onceEach(),
): Promise<GroupStanding> {
  const said = await standingSayings(ctx, assessment.assessmentNo)
  const [readings, measured] = await readingsOf(ctx, assessment, once)
  const { definition } = assessment
  const standings = standingsOf(definition, said, readings)
  const levels = levelStandings(definition, standings)
  return {
    assessment,
    standings,
    counts: countRatings(definition, said),
    levels,
    objectives: objectiveStandings(definition, standings),
    reached: levelReached(levels),
    measured,
  }
}

/** Which assessment of a group is meant: by its number, of a year, or the latest. */
export interface WhichAssessment {
  readonly group: string
  readonly year?: FinancialYear | undefined
  readonly assessmentNo?: number | undefined
}

/** The place and its assessment, where both are the asker's to see. */
export async function findAssessment(
  ctx: Ctx,
  { group, year, assessmentNo }: WhichAssessment,
): Promise<{ readonly place: Place; readonly assessment: Assessment | undefined } | undefined> {
  const place = await findPlace(ctx, group)
  if (!place) return undefined
  const assessment =
    assessmentNo === undefined
      ? await latestAssessment(ctx, place.owner, year)
      : (await listAssessments(ctx, { owner: place.owner, assessmentNo }))[0]
  return { place, assessment }
}
