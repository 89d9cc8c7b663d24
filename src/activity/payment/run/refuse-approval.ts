import { type Pence, type Refused, formatPence, refused } from '#shared'
import { amountInWords } from '../words/amount-in-words.ts'
import { doerKey } from '../words/person.ts'
import type { Gathered } from './gather.view.ts'
import { type PaymentRun, type RunUnit, eventOf } from './run.ts'

interface Doer {
  readonly actor: string
  readonly personId: string | null
}

/** Three people for a payment: one agrees, another prepares, a third approves. */
export function refuseSamePerson(
  key: string,
  run: PaymentRun,
  agreed: readonly Doer[],
): Refused<'same-person'> | undefined {
  if (doerKey(eventOf(run, 'prepared')!) === key)
    return refused('same-person', 'You prepared this run yourself. Somebody else must approve it.')
  return agreed.some((doer) => doerKey(doer) === key)
    ? refused('same-person', 'You agreed a bill of this run yourself. Somebody else must approve it.')
    : undefined
}

export const refuseAbove = (total: Pence, limit: Pence): Refused<'above-limit'> | undefined =>
  total > limit
    ? refused(
        'above-limit',
        `The run comes to ${formatPence(total)} (${amountInWords(total)}), and you may approve up to ${formatPence(limit)}. ` +
          'Somebody with a higher limit must approve it, or the contract manager raises yours.',
      )
    : undefined

/** What became different since a run was prepared, bill by bill. */
export function refuseChanged(
  run: PaymentRun,
  units: readonly RunUnit[],
  now: Gathered,
): Refused<'changed'> | undefined {
  if (now.runSha === run.runSha) return undefined
  const gone = now.leftOut.map(({ provider, group, why }) => `${provider} ${group || '(no group)'}: ${why}`)
  const other = units.flatMap((unit) => {
    const same = now.units.find(
      ({ standing }) => standing.unit.provider === unit.provider && standing.unit.group === unit.group,
    )
    if (!same || same.standing.unit.billSha === unit.billSha) return []
    const { undisputedPence, billedPence } = same.standing.unit
    return [
      `${unit.provider} ${unit.group || '(no group)'}: now ${formatPence(undisputedPence)} of ${formatPence(billedPence)} billed.`,
    ]
  })
  const told = [...gone, ...other]
  return refused(
    'changed',
    `Something changed since run ${run.runNo} was prepared, so it cannot be approved as it stands. ` +
      `${told.length === 0 ? 'What contracts take off or add is another amount now.' : told.slice(0, 20).join(' ')} ` +
      'Cancel it and prepare it again.',
  )
}
