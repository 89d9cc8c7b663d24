import { type Pence, formatDate, formatPence } from '#shared'
import type { FindingState } from '../answering/finding.ts'
import type { Confidence } from '../rules/rule.ts'
import type { Finding, Hold } from './finding-facts.ts'

export const stateWords: Readonly<Record<FindingState, string>> = {
  open: 'Waiting for an answer',
  upheld: 'Held up by the practice',
  agreed: 'The practice says the bill is right',
  dismissed: 'Set aside',
  challenged: 'In a challenge',
  settled: 'Settled',
  gone: 'No longer found',
}

/** The same in a column. */
export const shortStateWords: Readonly<Record<FindingState, string>> = {
  open: 'Waiting',
  upheld: 'Held up',
  agreed: 'Bill right',
  dismissed: 'Set aside',
  challenged: 'Challenged',
  settled: 'Settled',
  gone: 'Gone',
}

export const stateTones = {
  open: 'yellow',
  upheld: 'orange',
  agreed: 'green',
  dismissed: 'grey',
  challenged: 'blue',
  settled: 'green',
  gone: 'grey',
} as const satisfies Record<FindingState, string>

export const confidenceWords: Readonly<Record<Confidence, string>> = {
  certain: 'Certain',
  likely: 'Likely',
  query: 'Query',
  information: 'Told only',
}

export const holdWords: Readonly<Record<Hold, string>> = {
  adjusted: 'Not paid',
  held: 'Held until it is settled',
  none: 'Paid',
}

const pounds = (amount: Pence): string => formatPence(amount)

const whatIsLeft = (accepted: Pence, worth: Pence): string =>
  worth === accepted
    ? `${pounds(accepted)} of it was accepted.`
    : `${pounds(accepted)} of it was accepted, and the bill has come down since: ${pounds(worth)} is still to come off.`

/** Why what a rule says it is worth is not what counts; nothing where it is. */
function whyLess({
  valuePence,
  worthPence,
  countedPence,
  acceptedPence,
  state,
  confidence,
  billedPence,
}: Finding): string {
  if (confidence === 'information') return 'It is told so that it is known, and never taken off.'
  if (state === 'gone') return 'The latest check no longer finds it, so it is worth nothing.'
  if (state === 'dismissed') return 'It was set aside, so it is worth nothing.'
  if (state === 'agreed') return 'The practice says that the bill is right, so it is worth nothing.'
  if (state === 'settled') return whatIsLeft(acceptedPence ?? worthPence, worthPence)
  if (countedPence === 0 && worthPence > 0)
    return 'Another finding of the line is stronger and counts in its place: a line is valued once.'
  return valuePence > worthPence ? `It is worth no more than the ${pounds(billedPence)} that was billed.` : ''
}

const whatFollows = ({ hold, lineId }: Finding): string => {
  if (lineId === '') return 'It is about a sum, so no single line is held back for it.'
  if (hold === 'adjusted') return 'It is not paid.'
  return hold === 'held' ? 'It is held back and paid only once it is settled.' : 'Nothing is held back for it.'
}

/** What a finding is worth, why it counts or does not, and what follows for the payment. */
export const worthInWords = (finding: Finding): string =>
  [
    `The rule values it at ${pounds(finding.valuePence)}; ${pounds(finding.countedPence)} counts.`,
    whyLess(finding),
    whatFollows(finding),
  ]
    .filter((text) => text !== '')
    .join(' ')

/** “Elective, E01, 5 October 2007”: what a line is, without whose. */
export const lineInWords = (
  { pod, hrg, tfc, startDate }: Pick<Finding, 'pod' | 'hrg' | 'tfc' | 'startDate'>,
  pods: ReadonlyMap<string, string>,
): string =>
  [
    pod === null ? undefined : (pods.get(pod) ?? pod),
    hrg === null ? undefined : `HRG ${hrg}`,
    tfc === null ? undefined : `specialty ${tfc}`,
    startDate === null ? undefined : formatDate(startDate),
  ]
    .filter((text) => text !== undefined)
    .join(', ')
