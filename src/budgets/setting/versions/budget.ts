import type { FinancialYear, Pence, PlainDate } from '#shared'
import type { BudgetEventName, MethodName } from '../stores/budget-tables.store.ts'

/** What of a budget practices are told: a draft is the commissioner's own, the rest is in the open. */
export type BudgetStatus = 'draft' | 'proposed' | 'agreed' | 'issued' | 'changed' | 'withdrawn'

/** What one practice has for one line. */
export interface BudgetAmount {
  readonly practice: string
  readonly group: string | null
  readonly line: string
  readonly pence: Pence
}

/** The same with what history and the fair share would have given, and the indices behind the latter. */
export interface FullAmount extends BudgetAmount {
  readonly historicPence: Pence
  readonly fairSharePence: Pence
  /** History and fair share brought to what there is to share of the line: they sum to what the amounts sum to. */
  readonly historyOfMoneyPence: Pence
  readonly fairOfMoneyPence: Pence
  readonly patients: number
  /** How many lines of activity its history rests on. */
  readonly baseLines: number
  readonly ageIndex: number | null
  readonly needIndex: number | null
  readonly mffIndex: number | null
}

/** A budget as it stood in one version, as far as the asker may see it. */
export interface Budget {
  readonly budgetNo: number
  readonly version: number
  readonly commissioner: string
  readonly year: FinancialYear
  readonly status: BudgetStatus
  readonly issuedAt: Date | null
  readonly controlTotalPence: Pence
  readonly amounts: readonly BudgetAmount[]
}

export interface BudgetEvent {
  readonly event: BudgetEventName
  readonly group: string
  readonly words: string | null
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

export interface BudgetVersion {
  readonly version: number
  readonly changeNo: number | null
  readonly effectiveFrom: PlainDate
  readonly controlTotalPence: Pence
  readonly mark: string
  readonly actor: string
  readonly at: Date
}

/** A budget without its amounts: what it is, its versions and what became of it. */
export interface BudgetHead {
  readonly budgetNo: number
  readonly commissioner: string
  readonly year: FinancialYear
  readonly name: string
  readonly method: MethodName
  readonly parameters: unknown
  readonly envelopeLoadNo: number
  readonly versions: readonly BudgetVersion[]
  readonly events: readonly BudgetEvent[]
  /** Which groups have practices in it. */
  readonly groups: readonly string[]
  readonly status: BudgetStatus
}

const has = (events: readonly Pick<BudgetEvent, 'event'>[], name: BudgetEventName): boolean =>
  events.some(({ event }) => event === name)

/** What each group said last. */
export function saidBy(events: readonly BudgetEvent[], group: string): BudgetEvent | undefined {
  return events.findLast((event) => event.group === group && (event.event === 'agreed' || event.event === 'questioned'))
}

/** Which of the groups have not agreed, or said something else since. */
export const notAgreed = (head: Pick<BudgetHead, 'events' | 'groups'>): string[] =>
  head.groups.filter((group) => saidBy(head.events, group)?.event !== 'agreed')

/**
 * How a budget stands, from what became of it: agreed once it was proposed and every group agreed, changed once a version followed the
 * one that was issued.
 */
export function statusOf(head: Pick<BudgetHead, 'events' | 'groups' | 'versions'>): BudgetStatus {
  const { events } = head
  if (has(events, 'withdrawn')) return 'withdrawn'
  if (has(events, 'issued')) return head.versions.length > 1 ? 'changed' : 'issued'
  if (!has(events, 'proposed')) return 'draft'
  return head.groups.length > 0 && notAgreed(head).length === 0 ? 'agreed' : 'proposed'
}

export const eventOf = (head: Pick<BudgetHead, 'events'>, name: BudgetEventName): BudgetEvent | undefined =>
  head.events.findLast(({ event }) => event === name)

export const latestVersion = (head: Pick<BudgetHead, 'versions'>): BudgetVersion => head.versions.at(-1)!
