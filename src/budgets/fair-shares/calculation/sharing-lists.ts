import type { PracticeList } from '#budgets/envelope'
import { type PlainDate, type Result, formatDate, ok, refused } from '#shared'
import type { FairShareRefusal } from './fair-shares.ts'

const named = (practices: readonly string[]): string =>
  practices.length > 10
    ? `${practices.slice(0, 10).join(', ')} and ${practices.length - 10} more`
    : practices.join(', ')

const codes = (lists: readonly PracticeList[]): string => named(lists.map(({ practice }) => practice))

/** The day of a list that was certainly counted. */
export type SharingList = PracticeList & { readonly countedOn: PlainDate }

/**
 * The practices that share, each with its list; or which practice stands in the way, and what to do. A closed practice may have neither
 * patients nor money: its membership was not ended.
 */
export function sharingLists(
  all: readonly PracticeList[],
  leftOut: ReadonlySet<string>,
  on: PlainDate,
): Result<SharingList[], FairShareRefusal> {
  const asked = all.filter(({ practice }) => !leftOut.has(practice))
  const closed = asked.find(({ isOpen, patients }) => !isOpen && patients > 0)
  if (closed)
    return refused(
      'closed-practice',
      `${closed.practice} ${closed.closedOn ? `closed on ${formatDate(closed.closedOn)}` : 'is not open'} and still has a list of ` +
        `${closed.patients} patients: a closed practice gets no money. End its membership, or leave it out as atypical with a reason.`,
    )
  const open = asked.filter(({ isOpen }) => isOpen)
  const without = open.filter(({ countedOn }) => countedOn === null)
  if (without.length > 0)
    return refused(
      'no-list',
      `${codes(without)} ${without.length === 1 ? 'has' : 'have'} no list counted up to ${formatDate(on)}. Import list sizes, ` +
        'ask for lists of a later day, or leave the practice out as atypical with a reason.',
    )
  const empty = open.filter(({ patients }) => patients === 0)
  if (empty.length > 0)
    return refused(
      'no-ages',
      `The list of ${codes(empty)} has no patients by sex and age. Import the list again with its age bands, or leave the practice out.`,
    )
  return open.length === 0
    ? refused(
        'no-practices',
        `No practice belongs to this commissioner on ${formatDate(on)}: import memberships first.`,
      )
    : ok(open as SharingList[])
}

export { named as namedPractices }
