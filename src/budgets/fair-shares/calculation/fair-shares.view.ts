import { type Envelope, ageWeights, findEnvelope, practiceLists } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Pence, type PlainDate, type Result, ok, refused, yearInterval } from '#shared'
import { atypicalPractices } from '../atypical/atypical.view.ts'
import { type ActivityMonths, activityMonths } from '../market/activity.view.ts'
import { practiceCosts } from '../market/practice-costs.view.ts'
import { needOf } from '../need/need-of.view.ts'
import { fairShareRules } from '../policy/fair-share-rules.view.ts'
import type { Limits } from '../sums/limits.ts'
import { type DerivedCost, derivedCosts } from '../weights/age-costs.view.ts'
import { chooseWeights } from '../weights/choose-weights.ts'
import type { FairShareLine, FairShareQuestion, FairShareRefusal, FairShares } from './fair-shares.ts'
import { shareOneLine } from './share-one-line.ts'
import { type SharingList, sharingLists } from './sharing-lists.ts'

type Amounts = readonly { readonly line: string; readonly amountPence: Pence }[]

/** The lines to share with their amounts: as they stand in the envelope, or what the top-slices leave of them. */
function amountsOf(envelope: Envelope, { lines, topSlices }: FairShareQuestion): Result<Amounts, FairShareRefusal> {
  const whole: Amounts =
    topSlices === 'after'
      ? envelope.distributable.map(({ line, pence }) => ({ line, amountPence: pence }))
      : envelope.lines.filter(({ scope }) => scope === 'in')
  const missing = lines?.find((line) => !whole.some((each) => each.line === line))
  if (missing !== undefined)
    return refused(
      'no-line',
      `“${missing}” is no line that practices hold in the envelope of ${envelope.year}: choose another.`,
    )
  return ok(lines === undefined ? whole : whole.filter(({ line }) => lines.includes(line)))
}

function limitsOf(asked: FairShareQuestion): Result<Limits, FairShareRefusal> {
  const usual = fairShareRules(asked.year)
  const floorPercent = asked.floorPercent === undefined ? usual.floorPercent : asked.floorPercent
  const ceilingPercent = asked.ceilingPercent === undefined ? usual.ceilingPercent : asked.ceilingPercent
  const isWhole = (value: number | null) => value === null || Number.isInteger(value)
  return isWhole(floorPercent) &&
    isWhole(ceilingPercent) &&
    (floorPercent ?? 0) <= 100 &&
    (floorPercent ?? 0) >= 0 &&
    (ceilingPercent ?? 100) >= 100
    ? ok({ floorPercent, ceilingPercent })
    : refused(
        'limits',
        'A floor is a whole percentage from 0 to 100 of the mean for a patient, a ceiling one of 100 or more.',
      )
}

interface FromActivity {
  readonly months: ActivityMonths | undefined
  readonly derived: ReadonlyMap<string, readonly DerivedCost[]>
}

async function fromActivity(ctx: Ctx, asked: FairShareQuestion, lists: readonly SharingList[]): Promise<FromActivity> {
  const rules = fairShareRules(asked.year)
  const months = await activityMonths(ctx, { ...asked, months: rules.months })
  return { months, derived: months ? await derivedCosts(ctx, months, lists, rules.fewestEvents) : new Map() }
}

interface Inputs {
  readonly asked: FairShareQuestion
  readonly envelope: Envelope
  readonly amounts: Amounts
  readonly limits: Limits
  readonly listsOn: PlainDate
  readonly lists: readonly SharingList[]
  readonly asBefore: ReadonlySet<string>
}

async function gatherInputs(ctx: Ctx, asked: FairShareQuestion): Promise<Result<Inputs, FairShareRefusal>> {
  if (ctx.scope.practices !== 'all')
    return refused('not-allowed', 'Fair shares are worked out by whoever sees all practices: ask the finance lead.')
  const envelope = await findEnvelope(ctx.db, asked)
  if (!envelope)
    return refused('no-envelope', `There is no envelope for ${asked.year}: import one first (line,amount,scope).`)
  const amounts = amountsOf(envelope, asked)
  if (!amounts.ok) return amounts
  const limits = limitsOf(asked)
  if (!limits.ok) return limits
  const atypical = await atypicalPractices(ctx.db, asked)
  const withTreatment = (treatment: string) =>
    new Set(atypical.filter((each) => each.treatment === treatment).map(({ practice }) => practice))
  const listsOn = asked.listsOn ?? yearInterval(asked.year).from
  const lists = sharingLists(
    await practiceLists(ctx.db, { commissioner: asked.commissioner, on: listsOn }),
    withTreatment('left-out'),
    listsOn,
  )
  if (!lists.ok) return lists
  const asBefore = withTreatment('as-before')
  return ok({ asked, envelope, amounts: amounts.value, limits: limits.value, listsOn, lists: lists.value, asBefore })
}

/**
 * What each practice's fair share of every line would be: patients by band × cost × need over the same for all, of the line's amount, to
 * the penny. Refused with the practice, line or band that stands in the way. Nothing is written.
 */
export async function fairShares(ctx: Ctx, asked: FairShareQuestion): Promise<Result<FairShares, FairShareRefusal>> {
  const gathered = await gatherInputs(ctx, asked)
  if (!gathered.ok) return gathered
  const { envelope, amounts, limits, listsOn, lists, asBefore } = gathered.value
  const rules = fairShareRules(asked.year)
  const need = await needOf(ctx.db, asked, lists, rules.deprivationCoefficient)
  if (!need.ok) return need
  const uploaded = await ageWeights(ctx.db, asked)
  const { months, derived } = await fromActivity(ctx, asked, lists)
  const withMff = asked.mff === true
  if (!months && (withMff || asBefore.size > 0))
    return refused(
      'no-activity',
      `There are no ${rules.months} months of activity in a row, so nobody knows ` +
        `${withMff ? 'which hospitals are dearer' : 'what a practice cost before'}: ` +
        (withMff ? 'leave market forces out.' : 'leave the practice out, or let it share like others.'),
    )
  const costs =
    months && (withMff || asBefore.size > 0)
      ? await practiceCosts(
          ctx,
          months,
          lists.map(({ practice }) => practice),
        )
      : new Map()
  const lines: FairShareLine[] = []
  for (const { line, amountPence } of amounts) {
    const weights = chooseWeights(line, { needFrom: need.value.from, uploaded, derived, astroPu: rules.astroPu })
    const shared = shareOneLine({
      line,
      amountPence,
      weights,
      lists,
      need: need.value,
      limits,
      costs,
      withMff,
      asBefore,
    })
    if (!shared.ok) return shared
    lines.push(shared.value)
  }
  const usesActivity = costs.size > 0 || lines.some(({ weightsFrom }) => weightsFrom === 'activity')
  return ok({
    commissioner: asked.commissioner,
    year: asked.year,
    listsOn,
    envelopeLoadNo: envelope.loadNo,
    needFrom: need.value.from,
    needLoadNo: need.value.loadNo,
    weightsLoadNo: lines.some(({ weightsFrom }) => weightsFrom === 'uploaded') ? uploaded!.loadNo : null,
    months: months && usesActivity ? { first: months.first, last: months.last } : null,
    withMff,
    ...limits,
    lines,
  })
}
