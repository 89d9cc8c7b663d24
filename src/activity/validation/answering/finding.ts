import { type Pence, type Refused, formatPence, refused } from '#shared'
import { takenBack, verdictText } from '../queue/verdict.ts'
import type { Confidence } from '../rules/rule.ts'
import { whenInWords } from './when.ts'

export const findingEvents = [
  'upheld',
  'agreed',
  'answer-withdrawn',
  'dismissed',
  'restored',
  'challenged',
  'challenge-withdrawn',
  'settled',
] as const
export type FindingEventName = (typeof findingEvents)[number]

/** What somebody said or decided of a finding, once. */
export interface FindingEvent {
  readonly eventId: number
  readonly event: FindingEventName
  readonly verdict: string | null
  readonly words: string | null
  /** Of `settled`: how much of the value was accepted, in pence. */
  readonly acceptedPence: Pence | null
  readonly challengeReference: string | null
  readonly actor: string
  readonly at: Date
}

export const findingStates = [
  'open',
  'upheld',
  'agreed',
  'dismissed',
  'challenged',
  'settled',
  /** A later check no longer raises it. */
  'gone',
] as const
export type FindingState = (typeof findingStates)[number]

/** Where a finding stands: what `validation.v_finding` says of it, worked out from its events. */
export interface Standing {
  readonly state: FindingState
  /** What the practice says, where it has not taken it back. A certain finding stays open whatever that is. */
  readonly answer: FindingEvent | undefined
  /** The last thing that was decided, taken back or not. */
  readonly decision: FindingEvent | undefined
  readonly last: FindingEvent | undefined
}

interface Raised {
  /** False once a check no longer raises it. */
  readonly stands: boolean
  readonly confidence: Confidence
}

const answers: readonly FindingEventName[] = ['upheld', 'agreed', 'answer-withdrawn']

function stateOf({ stands, confidence }: Raised, answer?: FindingEvent, decision?: FindingEvent): FindingState {
  if (decision?.event === 'challenged' || decision?.event === 'settled') return decision.event
  if (!stands) return 'gone'
  if (decision?.event === 'dismissed') return 'dismissed'
  if (answer?.event === 'agreed' && confidence !== 'certain') return 'agreed'
  return answer?.event === 'upheld' ? 'upheld' : 'open'
}

/** From what a check found and the events since, the earliest first. Raised and upheld: `upheld`; dismissed after that: `dismissed`. */
export function standingOf(raised: Raised, events: readonly FindingEvent[]): Standing {
  const latest = events.findLast(({ event }) => answers.includes(event))
  const said = latest?.event === 'answer-withdrawn' ? undefined : latest
  const decision = events.findLast(({ event }) => !answers.includes(event))
  // What a practice raised and took back is right until it says otherwise again.
  const answer = said?.verdict === takenBack ? undefined : said
  return { state: stateOf(raised, said, decision), answer, decision, last: events.at(-1) }
}

/** What can be done with a finding. `answer` and `withdraw-answer` are a practice's, the rest the commissioner's. */
export const moves = [
  'answer',
  'withdraw-answer',
  'dismiss',
  'restore',
  'challenge',
  'withdraw-challenge',
  'settle',
] as const
export type Move = (typeof moves)[number]

const from: Readonly<Record<Move, readonly FindingState[]>> = {
  answer: ['open', 'upheld', 'agreed'],
  'withdraw-answer': ['open', 'upheld', 'agreed'],
  dismiss: ['open', 'upheld', 'agreed'],
  restore: ['dismissed'],
  challenge: ['open', 'upheld'],
  'withdraw-challenge': ['challenged'],
  settle: ['challenged'],
}

const isWhereItHelps = (move: Move, { answer }: Standing): boolean =>
  move === 'answer' ? answer === undefined : move === 'withdraw-answer' ? answer !== undefined : true

export const mayMove = (move: Move, standing: Standing): boolean =>
  from[move].includes(standing.state) && isWhereItHelps(move, standing)

/** All that could be done next, whoever may do it. */
export const movesFrom = (standing: Standing): Move[] => moves.filter((move) => mayMove(move, standing))

const deeds: Readonly<Record<FindingEventName, string>> = {
  upheld: 'said that it is wrong',
  agreed: 'said that the bill is right',
  'answer-withdrawn': 'took back what the practice had said',
  dismissed: 'set it aside',
  restored: 'took it up again',
  challenged: 'put it into a challenge',
  'challenge-withdrawn': 'took it out of its challenge',
  settled: 'settled it',
}

const detail = ({ event, acceptedPence, challengeReference }: FindingEvent): string => {
  if (event === 'settled' && acceptedPence !== null) return ` with ${formatPence(acceptedPence)} accepted`
  return event === 'challenged' && challengeReference ? ` (${challengeReference})` : ''
}

const said = ({ event, verdict }: FindingEvent): string =>
  verdict === null || verdict === takenBack ? deeds[event] : `said “${verdictText(verdict)}”`

/** “A Person set it aside, saying “paid last year””. */
export const deedAlone = (event: FindingEvent): string =>
  `${event.actor} ${said(event)}${detail(event)}${event.words ? `, saying “${event.words}”` : ''}`

/** “A Person set it aside on 3 December 2007 at 14:05, saying “paid last year””. */
export const deedInWords = (event: FindingEvent): string =>
  `${event.actor} ${said(event)}${detail(event)} on ${whenInWords(event.at)}${event.words ? `, saying “${event.words}”` : ''}`

export type MoveRefusal = 'changed' | 'not-now'

const because: Readonly<Record<FindingState, string>> = {
  open: 'nobody has answered or decided about it',
  upheld: 'a practice holds it up',
  agreed: 'its practice says that the bill is right',
  dismissed: 'it was set aside',
  challenged: 'it is in a challenge',
  settled: 'it is settled',
  gone: 'the latest check no longer raises it',
}

const wishes: Readonly<Record<Move, string>> = {
  answer: 'be answered',
  'withdraw-answer': 'have its answer taken back',
  dismiss: 'be set aside',
  restore: 'be taken up again',
  challenge: 'be challenged',
  'withdraw-challenge': 'be taken out of a challenge',
  settle: 'be settled',
}

function notNow(move: Move, standing: Standing): Refused<MoveRefusal> {
  const { answer, decision, last, state } = standing
  const told = move === 'answer' && answer ? answer : (decision ?? last)
  const who = told && state !== 'gone' ? ` ${deedInWords(told)}.` : ''
  const why = move === 'answer' && answer && state !== 'dismissed' ? 'it has been answered' : because[state]
  const next = move === 'answer' && from.answer.includes(state) ? ' Take that answer back first to give another.' : ''
  return refused('not-now', `This finding cannot ${wishes[move]} now: ${why}.${who}${next}`)
}

/**
 * Why something cannot be done now, or nothing. `seen` is the id of the last event that whoever asks had in front of them, 0 for none: with
 * anything newer they are told what it is and decide again. Without `seen` only the state counts.
 */
export function refusalOf(move: Move, standing: Standing, seen?: number): Refused<MoveRefusal> | undefined {
  const { last } = standing
  if (seen !== undefined && last && last.eventId !== seen)
    return refused(
      'changed',
      `Somebody was quicker: ${deedInWords(last)}. What you chose was not saved. Look at the finding again and decide.`,
    )
  return mayMove(move, standing) ? undefined : notNow(move, standing)
}
