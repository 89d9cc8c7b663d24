import { type Month, type PlainDate, type Table, addPence } from '#shared'
import type { Challenge } from '../model/challenge.ts'
import { type Deadline, deadlineOf } from '../model/clock.ts'
import { type Standing, isClaimed, standingOf } from '../model/standing.ts'
import { holderWords, stageWords } from '../model/words.ts'
import { workingDaysOn } from '../model/working-days.ts'
import { challengeAddress } from './addresses.ts'

/** A challenge with where it stands today. */
export interface Listed {
  readonly challenge: Challenge
  readonly standing: Standing
  readonly deadline: Deadline | undefined
}

export function listed(challenge: Challenge, today: PlainDate): Listed {
  const standing = standingOf(challenge)
  return { challenge, standing, deadline: deadlineOf(challenge, standing, { today, addWorkingDays: workingDaysOn }) }
}

const isOver = ({ standing }: Listed): boolean => standing.holder === 'nobody'

/** The latest first of what is over; before that what is late, then what is with us, then what is worth most. */
export const worstFirst = (a: Listed, b: Listed): number =>
  Number(isOver(a)) - Number(isOver(b)) ||
  (b.deadline?.daysLate ?? 0) - (a.deadline?.daysLate ?? 0) ||
  Number(b.standing.holder === 'us') - Number(a.standing.holder === 'us') ||
  b.standing.claimedPence - a.standing.claimedPence

const lateWords = ({ deadline }: Listed): string | null =>
  deadline && deadline.daysLate > 0 ? `${deadline.daysLate} ${deadline.daysLate === 1 ? 'day' : 'days'} late` : null

function rowOf(one: Listed, names: ReadonlyMap<string, string>) {
  const { head } = one.challenge
  const { standing, deadline } = one
  return {
    reference: head.reference,
    provider: names.get(head.provider) ?? head.provider,
    month: head.month as Month,
    snapshot: head.snapshot,
    stage: stageWords[standing.stage].text,
    holder: holderWords[standing.holder],
    due: deadline?.due ?? null,
    late: lateWords(one),
    items: standing.items.filter(isClaimed).length,
    claimed_pence: standing.claimedPence,
    settled_pence: standing.settledPence,
    links: { reference: challengeAddress(head.reference) },
  }
}

/** Challenges, the worst first: what is late, who holds it, what it is worth. */
export function challengesTable(all: readonly Listed[], names: ReadonlyMap<string, string>): Table {
  const rows = all.toSorted(worstFirst).map((one) => rowOf(one, names))
  return {
    name: 'challenges',
    caption: 'Challenges, the most overdue first',
    columns: [
      { key: 'reference', label: 'Reference', kind: 'code' },
      { key: 'provider', label: 'Provider', kind: 'text' },
      { key: 'stage', label: 'Stage', kind: 'code' },
      { key: 'holder', label: 'With', kind: 'code' },
      { key: 'due', label: 'Due', kind: 'date' },
      { key: 'late', label: 'Late', kind: 'code' },
      { key: 'claimed_pence', label: 'Claimed', kind: 'pence', of: ['items'] },
      { key: 'settled_pence', label: 'Accepted', kind: 'pence', of: ['items'] },
      { key: 'items', label: 'Items', kind: 'count', counts: 'activity' },
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'snapshot', label: 'Version', kind: 'code' },
    ],
    rows,
    totals: {
      reference: 'Total',
      provider: null,
      month: null,
      snapshot: null,
      stage: null,
      holder: null,
      due: null,
      late: null,
      items: rows.reduce((sum, { items }) => sum + items, 0),
      claimed_pence: addPence(...rows.map(({ claimed_pence: claimed }) => claimed)),
      settled_pence: addPence(...rows.map(({ settled_pence: settled }) => settled)),
    },
    notes: ['Deadlines are in working days of England, as the contract says. What was withdrawn is not in the sums.'],
    published: 'never',
  }
}
