import { type Pence, addPence, noPence, roundHalfUp, splitByWeight, toPence } from '#shared'
import type { StepKind } from '../stores/budget-tables.store.ts'

/** What a historic budget is made from for one line: the activity of each practice, or nothing where no data names patients. */
export interface LineHistory {
  readonly line: string
  /** What there is for the line in the year, before top-slices: shared by heads where there is no activity. */
  readonly envelopePence: Pence
  readonly practices: readonly PracticeHistory[]
}

export interface PracticeHistory {
  readonly practice: string
  /** At its own prices, and at those of the year. */
  readonly ownPence: Pence
  readonly yearPence: Pence
  readonly patients: number
  /** Patients when the base was; nothing where it had no list then. */
  readonly basePatients: number | undefined
  /** It has no activity in the base at all and had no list then: history has nothing to say of it, so its heads do. */
  readonly isNew?: boolean
}

/** What somebody decided to add: growth (hundredths of a per cent) or money. Without a line it is of every line; without a practice, of all. */
export interface Adjustment {
  readonly kind: 'growth' | 'full-year' | 'other'
  readonly line: string | null
  readonly practice: string | null
  readonly rateBp: number | null
  readonly pence: Pence | null
  readonly words: string
}

/** One visible step of how much history gives a practice for a line. */
export interface HistoryStep {
  readonly practice: string
  readonly line: string
  readonly kind: StepKind
  readonly pence: Pence
  readonly words: string | null
}

const share = (amount: Pence, part: number, of: number): Pence =>
  toPence(Number(roundHalfUp(BigInt(amount) * BigInt(part), BigInt(of))))

/** Patients now less patients then, of what the base comes to: 8,400 against 8,000 is 5% of it. */
function listStep({ yearPence, patients, basePatients }: PracticeHistory): Pence {
  if (!basePatients) return noPence
  return share(yearPence, patients - basePatients, basePatients)
}

const growthBp = (line: string, adjustments: readonly Adjustment[]): number =>
  adjustments
    .filter(({ kind, line: of }) => kind === 'growth' && (of === null || of === line))
    .reduce((sum, { rateBp }) => sum + (rateBp ?? 0), 0)

/** Money that was decided for a line: for one practice, or spread over all by what they have so far, by heads where that is nothing. */
function decided(
  { line, practices }: LineHistory,
  soFar: readonly Pence[],
  adjustment: Adjustment,
): (HistoryStep | undefined)[] {
  const step = (practice: string, pence: Pence): HistoryStep => {
    const { kind, words } = adjustment
    return { practice, line, kind, pence, words }
  }
  if (adjustment.practice !== null)
    return practices.map(({ practice }) =>
      practice === adjustment.practice ? step(practice, adjustment.pence!) : undefined,
    )
  const weights = soFar.map((pence) => Math.max(pence, 0))
  const heads = practices.map(({ patients }) => patients)
  const parts = splitByWeight(adjustment.pence!, weights.some((weight) => weight > 0) ? weights : heads)
  return practices.map(({ practice }, at) => step(practice, parts[at]!))
}

/** Steps of a line with activity: the base, the year’s prices, the list, growth, then what was decided. */
function activitySteps(history: LineHistory, adjustments: readonly Adjustment[]): HistoryStep[] {
  const bp = growthBp(history.line, adjustments)
  const heads = splitByWeight(
    history.envelopePence,
    history.practices.map(({ patients }) => patients),
  )
  const each = history.practices.map((of, at): HistoryStep[] => {
    const { practice, ownPence, yearPence } = of
    if (of.isNew) return [{ practice, line: history.line, kind: 'capitation', pence: heads[at]!, words: null }]
    const step = (kind: StepKind, pence: Pence): HistoryStep => ({
      practice,
      line: history.line,
      kind,
      pence,
      words: null,
    })
    const list = listStep(of)
    const growth = share(addPence(yearPence, list), bp, 10_000)
    const price = toPence(yearPence - ownPence)
    return [step('base', ownPence), step('price', price), step('list', list), step('growth', growth)]
  })
  const soFar = each.map((steps) => addPence(...steps.map(({ pence }) => pence)))
  const money = adjustments.filter(
    ({ kind, line, pence }) => kind !== 'growth' && line === history.line && pence !== null,
  )
  const added = money.map((adjustment) => decided(history, soFar, adjustment))
  return each.flatMap((steps, at) => [...steps, ...added.flatMap((of) => of[at] ?? [])])
}

/** Without activity a line is shared by heads: there is nothing else to go by. */
function headSteps({ line, envelopePence, practices }: LineHistory, adjustments: readonly Adjustment[]): HistoryStep[] {
  const heads = practices.map(({ patients }) => patients)
  const parts = splitByWeight(envelopePence, heads)
  const first = practices.map(({ practice }, at): HistoryStep => {
    return { practice, line, kind: 'capitation', pence: parts[at]!, words: null }
  })
  const money = adjustments.filter(({ kind, line: of, pence }) => kind !== 'growth' && of === line && pence !== null)
  const added = money.map((adjustment) => decided({ line, envelopePence, practices }, parts, adjustment))
  return first.flatMap((step, at) => [step, ...added.flatMap((of) => of[at] ?? [])])
}

const hasActivity = ({ practices }: LineHistory): boolean => practices.some(({ ownPence }) => ownPence !== 0)

/** The historic budget of one line, step by step; the steps of a practice sum to what history gives it. */
export const historySteps = (history: LineHistory, adjustments: readonly Adjustment[]): HistoryStep[] =>
  hasActivity(history) ? activitySteps(history, adjustments) : headSteps(history, adjustments)
