import type { Submission } from './import.ts'

export interface DeliveredSubmission extends Submission {
  readonly deliveryNo: number
  /** To whom it was billed: one commissioner's freeze does not take the place of another's flex. */
  readonly commissioner?: string | null
}

const contestOf = ({ commissioner, provider, dataset }: DeliveredSubmission): string =>
  `${commissioner ?? ''} ${provider} ${dataset}`

/** True when the first takes the place of the second: freeze beats flex, then the later delivery. */
function replaces(one: DeliveredSubmission, other: DeliveredSubmission): boolean {
  if (one.snapshot !== other.snapshot) return one.snapshot === 'freeze'
  return one.deliveryNo > other.deliveryNo
}

/**
 * Which submissions of one month count. For each provider and dataset the freeze where there is one, else the flex; of
 * several deliveries of the same snapshot the latest, with all the files that were given together in it.
 * Flex on 10 November, flex again on 12 November, freeze on 20 December: only the freeze counts. Withdraw it, and the
 * flex of 12 November counts again.
 */
export function countedSubmissions(all: readonly DeliveredSubmission[]): DeliveredSubmission[] {
  const best = new Map<string, DeliveredSubmission>()
  for (const one of all) {
    const held = best.get(contestOf(one))
    if (!held || replaces(one, held)) best.set(contestOf(one), one)
  }
  return all.filter((one) => {
    const held = best.get(contestOf(one))!
    return held.snapshot === one.snapshot && held.deliveryNo === one.deliveryNo
  })
}
