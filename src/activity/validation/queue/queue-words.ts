import { formatDate, formatPence, formatPounds, toPence } from '#shared'
import type { QueueProgress } from './queue-item.ts'
import type { QueueDeadline } from './queue.view.ts'

export const linesInWords = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'line' : 'lines'}`

/** “42 of 130 looked at, £12,300 of £40,100”. */
export const progressInWords = ({ looked, all, lookedPence, allPence }: QueueProgress): string =>
  `${looked.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} looked at, ${formatPounds(lookedPence)} of ${formatPounds(allPence)}`

const versions = { flex: 'the first version, flex', freeze: 'the final version, freeze' } as const

/** By when answers count, or that nobody has said. */
export function deadlineInWords(deadline: QueueDeadline | undefined): string {
  if (!deadline) return 'No deadline is set: no calendar is loaded for this month.'
  const { day, isPast, snapshot } = deadline
  if (isPast)
    return (
      `The time to answer about ${versions[snapshot]} ended on ${formatDate(day)}. ` +
      'An answer still counts for what is not in a challenge yet.'
    )
  const why = snapshot === 'flex' ? '; until then the provider can still put it right' : ''
  return `Answer by ${formatDate(day)} about ${versions[snapshot]}${why}.`
}

export const pounds = (pence: number): string => formatPence(toPence(pence))

/** “3 answers, £1,200.00 billed”. */
export const restated = (count: number, billedPence: number): string =>
  `${count === 1 ? '1 answer' : `${count} answers`} about ${pounds(billedPence)} billed`
