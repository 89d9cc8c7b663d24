import { monthsWithActivity } from '#activity/import'
import { findingSums, latestChecks } from '#activity/validation'
import { serviceLines } from '#budgets/envelope'
import { type PositionRow, isNoise, listEditions, position, positionOf } from '#budgets/monitoring'
import { listBudgets } from '#budgets/setting'
import { type Month, addMonths, formatMonth, monthOf, monthsThrough, noPence, toPence } from '#shared'
import type { MeasureOf } from '../definition/measure.ts'
import { actionsOf } from './ask-registers.view.ts'
import { type Outcome, type PracticeReading, practicesOutcome, shareOutcome, unmeasured } from './reading.ts'
import type { MeasureSetting } from './setting.ts'

const editionsOf = ({ ctx, commissioner, on, once }: MeasureSetting) =>
  once(`editions ${commissioner} ${on}`, async () =>
    (await listEditions(ctx, { commissioner })).filter(({ month }) => month <= monthOf(on)),
  )

const monthWords = { one: 'month', many: 'months' }

/** Of the last months with activity those of which statements were issued. */
export async function statementsOutcome(setting: MeasureSetting, measure: MeasureOf<'statements'>): Promise<Outcome> {
  const due = (await setting.once('months', () => monthsWithActivity(setting.ctx)))
    .filter((month) => month <= monthOf(setting.on))
    .slice(-measure.months)
  if (due.length === 0) return unmeasured('No month of activity has come in yet.')
  const issued = new Set((await editionsOf(setting)).map(({ month }) => month))
  const missing = due.filter((month) => !issued.has(month))
  const told = shareOutcome(due.length - missing.length, due.length, 100, monthWords)
  return missing.length === 0 ? told : { ...told, figure: `${told.figure}; not ${missing.map(formatMonth).join(', ')}` }
}

/** The month that the year is watched by: of the year itself where it has one, else the latest before. */
export async function watchedMonthOf(setting: MeasureSetting): Promise<Month | undefined> {
  const editions = await editionsOf(setting)
  return (editions.find(({ year }) => year === setting.year) ?? editions[0])?.month
}

interface HospitalCare {
  readonly variancePence: number
  /** Half the width within which it may well be chance. */
  readonly bandPence: number
}

const hospitalLines = (): string[] =>
  serviceLines()
    .filter(({ source }) => source === 'activity')
    .map(({ code }) => code)

/** What each practice is above the plan of its hospital care, over all lines that hospitals bill; bands add as chance does. */
async function hospitalCare(setting: MeasureSetting): Promise<Map<string, HospitalCare> | undefined> {
  const { ctx, commissioner, owner: group } = setting
  const month = await watchedMonthOf(setting)
  if (month === undefined) return undefined
  const first = await setting.once(`position ${commissioner} ${month}`, () =>
    position(ctx, { commissioner, month, by: 'practice' }),
  )
  if (!first.ok) return undefined
  const found = new Map<string, HospitalCare>()
  for (const line of hospitalLines()) {
    const told = positionOf(first.value.watched, { commissioner, month, by: 'practice', group, line })
    for (const row of told.ok ? told.value.rows : []) found.set(row.code, added(found.get(row.code), row))
  }
  return found
}

const added = (held: HospitalCare | undefined, row: PositionRow): HospitalCare => ({
  variancePence: (held?.variancePence ?? 0) + row.variancePence,
  bandPence: Math.round(Math.hypot(held?.bandPence ?? 0, row.bandPence)),
})

const isAbove = ({ variancePence, bandPence }: HospitalCare): boolean =>
  variancePence > noPence && !isNoise({ variancePence: toPence(variancePence), bandPence: toPence(bandPence) })

const careOf = (setting: MeasureSetting) =>
  setting.once(`hospital care ${setting.owner} ${setting.on}`, () => hospitalCare(setting))

const noStatements = 'No statements of the year against its budget are issued yet.'

/** Practices whose hospital care is within its plan, or above it by no more than chance makes. */
export async function demandOutcome(setting: MeasureSetting, measure: MeasureOf<'demand-managed'>): Promise<Outcome> {
  const care = await careOf(setting)
  if (!care) return unmeasured(noStatements)
  const practices = setting.practices.map((practice): PracticeReading => {
    const own = care.get(practice)
    if (!own) return { practice, isMet: false, words: 'It has no budget to be held against' }
    if (isAbove(own)) return { practice, isMet: false, words: 'Above plan by more than chance' }
    return {
      practice,
      isMet: true,
      words: own.variancePence <= 0 ? 'Within plan' : 'Above plan by no more than chance',
    }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

/** Of practices above plan by more than chance those with an action in the year; where nobody is above plan, all do what is asked. */
export async function actionWhereAbove(
  setting: MeasureSetting,
  measure: MeasureOf<'action-where-above'>,
): Promise<Outcome> {
  const care = await careOf(setting)
  if (!care) return unmeasured(noStatements)
  const actions = await actionsOf(setting, 'any')
  const practices = setting.practices.map((practice): PracticeReading => {
    const own = care.get(practice)
    if (!own || !isAbove(own))
      return { practice, isMet: own !== undefined, words: own ? 'Not above plan' : 'It has no budget' }
    const action = actions.get(practice)
    return action
      ? { practice, isMet: true, words: `Above plan; ${action.item}` }
      : { practice, isMet: false, words: 'Above plan, and no action is recorded' }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

/** The rule about treatments that are paid for only where criteria are met. */
export const lowPriorityRule = 'C56'

/** Practices of which no finding of low priority stands, in the last months that were checked. */
export async function lowPriorityOutcome(
  setting: MeasureSetting,
  measure: MeasureOf<'low-priority'>,
): Promise<Outcome> {
  const { ctx, commissioner, on } = setting
  const last = (await latestChecks(ctx)).find((each) => each.commissioner === commissioner)?.month
  const to = last !== undefined && last > monthOf(on) ? monthOf(on) : last
  if (to === undefined) return unmeasured('No bill was checked yet.')
  const from = addMonths(to, 1 - measure.months)
  const sums = await findingSums(ctx, { from, to, commissioner, rule: lowPriorityRule })
  const standing = new Set(sums.filter(({ state }) => state !== 'dismissed').map(({ practice }) => practice))
  const span = `${formatMonth(monthsThrough(from, to)[0]!)} to ${formatMonth(to)}`
  const practices = setting.practices.map((practice): PracticeReading => ({
    practice,
    isMet: !standing.has(practice),
    words: standing.has(practice) ? `Findings stand, ${span}` : `No finding stands, ${span}`,
  }))
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

/** Whether the group agreed the budget of the year, and it was issued. */
export async function budgetOutcome(setting: MeasureSetting): Promise<Outcome> {
  const { ctx, commissioner, year, owner } = setting
  const budgets = (await listBudgets(ctx, { commissioner, year })).filter(({ status }) => status !== 'withdrawn')
  if (budgets.length === 0) return unmeasured(`There is no budget of ${year} yet.`)
  const agreed = budgets.find(
    ({ events, status }) =>
      (status === 'issued' || status === 'changed') &&
      events.findLast(({ group, event }) => group === owner && (event === 'agreed' || event === 'questioned'))
        ?.event === 'agreed',
  )
  const figure = agreed
    ? `Budget ${agreed.budgetNo} of ${year} is agreed and issued`
    : `The budget of ${year} is not agreed and issued`
  return { have: agreed ? 1 : 0, of: 1, isMet: agreed !== undefined, figure, practices: [] }
}
