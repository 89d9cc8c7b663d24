import type { FinancialYear, Month, Pence } from '#shared'
import type { MethodName } from '../stores/budget-tables.store.ts'
import type { Pace } from '../method/pace.ts'
import type { Choice } from '../method/allot.ts'

/** How somebody wants a year’s budgets set. */
export interface Way {
  readonly method: MethodName
  /** The weight of history where the method is a blend, in millionths; of some lines another one. */
  readonly weightMicro: number
  readonly lineWeights: Readonly<Record<string, number>>
  readonly pace?: Pace
  /** The months that history rests on; the latest twelve before the year without. */
  readonly months?: readonly Month[]
}

export const methodWords: Readonly<Record<MethodName, string>> = {
  historic: 'By history',
  'fair-share': 'By fair share',
  blend: 'A blend of history and fair share',
}

/** What is kept with a budget of how it was worked out: enough to explain it when everything else has changed. */
export interface KeptWay extends Way {
  readonly year: FinancialYear
  readonly firstMonth: Month
  readonly lastMonth: Month
  readonly prices: 'own' | 'year' | 'not-loaded' | 'waiting'
  readonly notes: readonly string[]
  readonly lines: readonly KeptLine[]
}

export interface KeptLine {
  readonly line: string
  readonly envelopePence: Pence
  readonly sharedPence: Pence
  readonly weightsFrom: string
  readonly needFrom: string
}

export function choiceOf({ method, weightMicro, lineWeights, pace }: Way): Choice {
  const paced = pace ? { pace } : {}
  if (method !== 'blend') return { method, ...paced }
  return { method, weightOf: (line) => lineWeights[line] ?? weightMicro, ...paced }
}

const percentText = (bp: number): string => `${bp / 100}%`
const weightText = (micro: number): string => `${micro / 10_000}%`

function paceWords({ triggerBp, moveBp, floorBp, ceilingBp }: Pace): string {
  const within = `Whoever is within ${percentText(triggerBp)} of the fair share stays at history`
  const move = `others move ${percentText(moveBp)} of their fair share towards it at most`
  const floor = floorBp === undefined ? '' : `; nobody has less than ${percentText(10_000 + floorBp)} of history`
  const ceiling = ceilingBp === undefined ? '' : `; nobody has more than ${percentText(10_000 + ceilingBp)} of history`
  return `${within}; ${move}${floor}${ceiling}.`
}

/** A way of setting budgets in a sentence or two. */
export function wayWords({ method, weightMicro, lineWeights, pace }: Way, titleOf: (line: string) => string): string {
  const others = Object.entries(lineWeights)
    .map(([line, micro]) => `${titleOf(line)} ${weightText(micro)}`)
    .join(', ')
  const weights =
    method === 'blend'
      ? `: ${weightText(weightMicro)} history${others === '' ? '' : ` (${others})`}, the rest fair share`
      : ''
  return `${methodWords[method]}${weights}.${pace ? ` ${paceWords(pace)}` : ''}`
}
