import { type Pence, type Refused, formatPence, refused } from '#shared'
import { whenWords } from '../words/when.ts'
import { type PaymentRun, eventOf } from './run.ts'

/** A run as somebody saw it who now decides about it. */
export interface SeenRun {
  readonly runNo: number
  readonly totalPence: Pence
  readonly runSha: string
}

export const noSuchRun = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such payment run here. Check its number, or start from the list of payment runs.')

/** Who ended it, for whoever came too late. */
export function refuseEnded(run: PaymentRun): Refused<'ended'> | undefined {
  const end = eventOf(run, 'approved') ?? eventOf(run, 'cancelled')
  return (
    end && refused('ended', `${end.actor} ${end.event} run ${run.runNo} on ${whenWords(end.at)}. Nothing was changed.`)
  )
}

export function refuseOther(run: PaymentRun, seen: SeenRun): Refused<'changed'> | undefined {
  if (run.totalPence === seen.totalPence && run.runSha === seen.runSha) return undefined
  return refused(
    'changed',
    `Run ${run.runNo} is not the one you looked at: it comes to ${formatPence(run.totalPence)}, and you saw ` +
      `${formatPence(seen.totalPence)}. Look at it again.`,
  )
}
