import { type Month, type PlainDate, addDays, monthOf, monthsThrough } from '#shared'
import { type Contract, type PlannedActivity, paysByLine } from '../register/contract.ts'
import type { ContractVersion } from '../register/contract.view.ts'

/** A contract under all of its terms that ever hold, the latest of them first. */
export interface ContractInBrief {
  /** The terms of the day, or those nearest to it. */
  readonly shown: ContractVersion
  readonly from: PlainDate
  readonly to: PlainDate | null
  /** Months up to now in which it pays by the line and nothing is planned, from its first plan on. */
  readonly unplanned: readonly Month[]
}

const keyOf = ({ commissioner, reference }: { commissioner: string; reference: string }): string =>
  JSON.stringify([commissioner, reference])

export const everHolds = ({ from, to }: Contract): boolean => to === null || from < to

const holds = (contract: Contract, on: PlainDate): boolean =>
  contract.from <= on && (contract.to === null || on < contract.to)

function unplannedOf(terms: readonly ContractVersion[], planned: ReadonlySet<string>, until: Month): Month[] {
  const months = terms
    .filter(({ mechanism }) => paysByLine(mechanism))
    .flatMap(({ from, to }) => {
      const last = to === null ? until : monthOf(addDays(to, -1))
      return monthsThrough(monthOf(from), last < until ? last : until)
    })
  const inOrder = [...new Set(months)].toSorted()
  const isPlanned = (month: Month): boolean => planned.has(`${keyOf(terms[0]!)} ${month}`)
  // Contracts are older than the figures that are kept here: a gap is one after the first plan, unless there is none at all.
  return inOrder.slice(Math.max(0, inOrder.findIndex(isPlanned))).filter((month) => !isPlanned(month))
}

/** Every contract once, by reference, as it stands on a day. */
export function contractsInBrief(
  versions: readonly ContractVersion[],
  plan: readonly PlannedActivity[],
  on: PlainDate,
): ContractInBrief[] {
  const planned = new Set(plan.map((row) => `${keyOf(row)} ${row.month}`))
  const held = versions.filter(everHolds)
  return [...new Set(held.map(keyOf))].map((key) => {
    const terms = held.filter((version) => keyOf(version) === key)
    const inOrder = terms.toSorted((a, b) => (a.from < b.from ? -1 : 1))
    const last = inOrder.at(-1)!
    const shown = inOrder.find((each) => holds(each, on)) ?? (on < inOrder[0]!.from ? inOrder[0]! : last)
    return { shown, from: inOrder[0]!.from, to: last.to, unplanned: unplannedOf(inOrder, planned, monthOf(on)) }
  })
}

/** The day for which the register is shown: today, or the last day on which anything ran where nothing does. */
export function dayShown(versions: readonly ContractVersion[], today: PlainDate): PlainDate {
  const held = versions.filter(everHolds)
  if (held.length === 0 || held.some((each) => each.to === null || each.to > today)) return today
  return addDays(
    held
      .map(({ to }) => to!)
      .toSorted()
      .at(-1)!,
    -1,
  )
}
