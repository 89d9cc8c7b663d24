import { lineTitle } from '#budgets/envelope'
import { type Pence, addPence, formatDate, formatMonth, formatPence, noPence } from '#shared'
import type { Change } from '../changing/change.ts'
import { type KeptWay, wayWords } from '../building/way.ts'
import type { StepKind } from '../stores/budget-tables.store.ts'
import type { BudgetHead, FullAmount } from '../versions/budget.ts'
import type { AmountStep } from '../versions/save-budget.command.ts'
import { type Gain, gainsBy } from './gains.ts'
import { indicesOf } from './indices.ts'
import { whySentence } from './sentence.ts'

/** One step from history to the budget, with where it leads. */
export interface WaterfallStep {
  readonly words: string
  readonly pence: Pence
  /** A sum on the way, or the end: it stands from nothing. */
  readonly isSum?: true
}

export interface ExplainedLine {
  readonly line: string
  readonly title: string
  readonly amount: FullAmount
}

/** How one practice’s budget came about, whole: page, table and PDF are drawn from this one value, so that they cannot differ. */
export interface Explanation {
  readonly budgetNo: number
  readonly version: number
  readonly year: string
  readonly practice: string
  readonly practiceName: string
  readonly groupName: string | null
  readonly commissionerName: string
  readonly budgetName: string
  readonly isDraft: boolean
  readonly patients: number
  readonly baseLines: number
  readonly pence: Pence
  readonly sentence: string
  readonly way: string
  readonly gain: Gain
  readonly steps: readonly WaterfallStep[]
  readonly lines: readonly ExplainedLine[]
  readonly notes: readonly string[]
}

const stepOrder: readonly StepKind[] = [
  'base',
  'capitation',
  'price',
  'list',
  'growth',
  'full-year',
  'other',
  'money',
  'method',
]

function stepWords(kind: StepKind, { firstMonth, lastMonth, year }: KeptWay): string {
  switch (kind) {
    case 'base':
      return `Activity of ${formatMonth(firstMonth)} to ${formatMonth(lastMonth)}, at its own prices`
    case 'capitation':
      return 'Lines without activity, shared by heads'
    case 'price':
      return `Prices of ${year}`
    case 'list':
      return 'Patients who came and went since'
    case 'growth':
      return 'Growth of activity'
    case 'full-year':
      return 'Full-year effect'
    case 'other':
      return 'Other'
    case 'money':
      return 'Brought to what there is to share'
    case 'method':
      return 'The method: towards the fair share'
  }
}

interface Summed {
  readonly kind: StepKind
  readonly words: string
  readonly pence: Pence
}

/** Steps of all lines added up by what they are; what was decided stays apart by its reason. */
function summed(steps: readonly AmountStep[], way: KeptWay): Summed[] {
  const sums = new Map<string, Summed>()
  for (const { kind, words, pence } of steps) {
    const key = `${kind} ${words ?? ''}`
    const said = words === null ? stepWords(kind, way) : `${stepWords(kind, way)}: ${words}`
    sums.set(key, { kind, words: said, pence: addPence(sums.get(key)?.pence ?? noPence, pence) })
  }
  return [...sums.values()].toSorted((a, b) => stepOrder.indexOf(a.kind) - stepOrder.indexOf(b.kind))
}

const sumOf = (steps: readonly { readonly pence: Pence }[]): Pence =>
  addPence(noPence, ...steps.map(({ pence }) => pence))

/** From the activity of the base to the budget of a version: history, its sum, the method, the first budget, changes, the budget now. */
export function waterfallOf(
  steps: readonly AmountStep[],
  changes: readonly { readonly words: string; readonly pence: Pence }[],
  way: KeptWay,
): WaterfallStep[] {
  const all = summed(steps, way)
  const isHistory = ({ kind }: Summed): boolean => kind !== 'money' && kind !== 'method'
  const history = all.filter(isHistory)
  const first = sumOf(all)
  const begin: WaterfallStep[] = [
    ...history,
    { words: 'History', pence: sumOf(history), isSum: true },
    ...all.filter((step) => !isHistory(step)),
    { words: changes.length === 0 ? 'Budget' : 'Budget as it was first issued', pence: first, isSum: true },
  ]
  if (changes.length === 0) return begin
  return [...begin, ...changes, { words: 'Budget now', pence: addPence(first, sumOf(changes)), isSum: true }]
}

export interface ExplanationFacts {
  readonly head: BudgetHead
  readonly version: number
  readonly practice: string
  readonly amounts: readonly FullAmount[]
  readonly steps: readonly AmountStep[]
  readonly changes: readonly Change[]
  nameOf(code: string): string
}

/** Changes that made the versions up to the one explained, with what each moved for the practice. */
function changesUpTo({ head, version, practice, changes }: ExplanationFacts): { words: string; pence: Pence }[] {
  return head.versions
    .filter((each) => each.version > 1 && each.version <= version)
    .flatMap((each) => {
      const change = changes.find(({ changeNo }) => changeNo === each.changeNo)
      const pence = sumOf((change?.moves ?? []).filter((move) => move.practice === practice))
      if (!change || pence === 0) return []
      return [{ words: `From ${formatDate(change.effectiveFrom)}: ${change.words}`, pence }]
    })
}

export function explanationOf(facts: ExplanationFacts): Explanation | undefined {
  const { head, version, practice, nameOf } = facts
  const way = head.parameters as KeptWay
  const amounts = facts.amounts.filter((amount) => amount.practice === practice)
  const [gain] = gainsBy(amounts, () => practice)
  if (!gain) return undefined
  const group = amounts[0]!.group
  return {
    budgetNo: head.budgetNo,
    version,
    year: head.year,
    practice,
    practiceName: nameOf(practice),
    groupName: group === null ? null : nameOf(group),
    commissionerName: nameOf(head.commissioner),
    budgetName: head.name,
    isDraft: !head.events.some(({ event }) => event === 'issued'),
    patients: gain.patients,
    baseLines: gain.baseLines,
    pence: gain.budgetPence,
    sentence: whySentence(gain, indicesOf(amounts), way),
    way: wayWords(way, lineTitle),
    gain,
    steps: waterfallOf(
      facts.steps.filter((step) => step.practice === practice),
      changesUpTo(facts),
      way,
    ),
    lines: amounts.map((amount) => ({ line: amount.line, title: lineTitle(amount.line), amount })),
    notes: way.notes,
  }
}

export const budgetInWords = ({ practiceName, pence, patients, year }: Explanation): string =>
  `${practiceName} has ${formatPence(pence)} for ${patients.toLocaleString('en-GB')} patients in ${year}.`
