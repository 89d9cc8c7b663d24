import { practicesOf } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, type Result, addDays, dayInLondon, ok, refused, yearInterval } from '#shared'
import type { Assessment } from '../assessment/assessments.view.ts'
import type { Measure } from '../definition/measure.ts'
import {
  actionWhereAbove,
  budgetOutcome,
  demandOutcome,
  lowPriorityOutcome,
  statementsOutcome,
} from './ask-budgets.view.ts'
import { driftOutcome } from './ask-drift.view.ts'
import {
  bodyOutcome,
  forumOutcome,
  leadReportsOutcome,
  leadsOutcome,
  meetingsOutcome,
  membersOutcome,
  planSharedOutcome,
  reportingOutcome,
  roleOutcome,
} from './ask-programme.view.ts'
import { actionsOutcome, pointsOutcome, prescribingOutcome, schemeOutcome } from './ask-registers.view.ts'
import type { Outcome, Reading } from './reading.ts'
import { recordsOf } from './records.view.ts'
import { type MeasureSetting, onceEach } from './setting.ts'
import { thresholdWords } from './threshold.ts'

function ask(setting: MeasureSetting, measure: Measure): Promise<Outcome> {
  switch (measure.kind) {
    case 'scheme':
      return schemeOutcome(setting, measure)
    case 'quality-points':
      return pointsOutcome(setting, measure)
    case 'prescribing':
      return prescribingOutcome(setting, measure)
    case 'demand-actions':
      return actionsOutcome(setting, measure)
    case 'demand-managed':
      return demandOutcome(setting, measure)
    case 'action-where-above':
      return actionWhereAbove(setting, measure)
    case 'low-priority':
      return lowPriorityOutcome(setting, measure)
    case 'statements':
      return statementsOutcome(setting, measure)
    case 'budget-agreed':
      return budgetOutcome(setting)
    case 'role':
      return roleOutcome(setting, measure)
    case 'leads':
      return leadsOutcome(setting, measure)
    case 'lead-reports':
      return leadReportsOutcome(setting, measure)
    case 'meetings':
      return meetingsOutcome(setting, measure)
    case 'members':
      return membersOutcome(setting, measure)
    case 'body':
      return bodyOutcome(setting, measure)
    case 'forum':
      return forumOutcome(setting, measure)
    case 'reporting':
      return reportingOutcome(setting, measure)
    case 'plan-shared':
      return planSharedOutcome(setting, measure)
    case 'drift-followed':
      return driftOutcome(setting)
  }
}

/** An assessment is measured on the day, or on the last day of its year once that is over. */
export function measuredOn({ year }: Pick<Assessment, 'year'>, today: PlainDate): PlainDate {
  const last = addDays(yearInterval(year).to, -1)
  return today < last ? today : last
}

/** Whether the asker sees every practice of the group, and its figures as they are: only they can measure it. */
export async function mayMeasure(ctx: Ctx, practices: readonly string[]): Promise<boolean> {
  const { practices: reach, smallNumbers, providers } = ctx.scope
  if (smallNumbers !== 'shown' || providers !== 'all') return false
  if (reach === 'all') return true
  const own = new Set(reach.map(({ practice }) => practice))
  return practices.length > 0 && practices.every((practice) => own.has(practice))
}

async function settingOf(
  ctx: Ctx,
  { owner, commissioner, year }: Assessment,
  once: MeasureSetting['once'],
): Promise<MeasureSetting> {
  const on = measuredOn({ year }, dayInLondon(ctx.clock.now()))
  return {
    ctx,
    owner,
    commissioner,
    year,
    on,
    practices: await practicesOf(ctx.db, owner, on),
    practiceWords: { one: ctx.vocabulary.word('practice', 'one'), many: ctx.vocabulary.word('practice', 'many') },
    once,
  }
}

/**
 * Measures every target of an assessment that has a measure, from the records as they are at this moment, for whoever sees all of the
 * group. One question to a room answers every target that rests on it.
 */
export async function measureGroup(
  ctx: Ctx,
  assessment: Assessment,
  once: MeasureSetting['once'] = onceEach(),
): Promise<Result<Reading[], 'not-measured'>> {
  const setting = await settingOf(ctx, assessment, once)
  if (!(await mayMeasure(ctx, setting.practices)))
    return refused(
      'not-measured',
      'Only whoever sees every practice of the group can measure it. Its group or commissioner can.',
    )
  const readings: Reading[] = []
  for (const { ref, measure } of assessment.definition.targets) {
    if (!measure) continue
    readings.push({
      target: ref,
      threshold: thresholdWords(measure),
      on: setting.on,
      records: await recordsOf(setting, measure),
      ...(await ask(setting, measure)),
    })
  }
  return ok(readings)
}
