import { type Pence, toPence } from '#shared'
import type { Finding } from '../findings/finding-facts.ts'
import { itemCode, undoCode } from './item-code.ts'
import type { LineAnswer } from './line-answer.store.ts'
import type { OwnLine } from './own-lines.view.ts'
import { isRaisedByPractice, takenBack } from './verdict.ts'

/** A line that a practice is asked to look at. */
export interface QueueItem {
  /** Names it in a form: see item-code.ts. */
  readonly code: string
  readonly line: OwnLine
  /** What was found in it; nothing for a line that was drawn by chance. */
  readonly findings: readonly Finding[]
  /** The most that any finding in it is worth; what was billed where there is none. */
  readonly stakePence: Pence
  /** What the practice says, where it has answered to all of it. */
  readonly verdict: string | undefined
  readonly words: string | undefined
  /** Takes the answer back; nothing where it cannot be any more, or where there is none. */
  readonly undo: string | undefined
  readonly isDone: boolean
}

export const lineKey = ({ provider, lineId }: { readonly provider: string; readonly lineId: string }): string =>
  `${provider}|${lineId}`

const isTakenBack = ({ rule, verdict }: Finding): boolean => isRaisedByPractice(rule) && verdict === takenBack

/** Findings that a practice is, or was, asked about: those about sums, what is only told and what was set aside are not among them. */
export const isAsked = (finding: Finding): boolean =>
  finding.lineId !== '' &&
  finding.confidence !== 'information' &&
  finding.state !== 'gone' &&
  finding.state !== 'dismissed' &&
  !isTakenBack(finding)

const isAnswered = ({ answer }: Finding): boolean => answer === 'upheld' || answer === 'agreed'
const isClosed = ({ state }: Finding): boolean => state === 'challenged' || state === 'settled'

const lineOf = (finding: Finding): OwnLine => ({
  commissioner: finding.commissioner,
  provider: finding.provider,
  month: finding.month,
  lineId: finding.lineId,
  practice: finding.practice ?? '',
  snapshot: finding.snapshot,
  importNo: finding.importNo,
  lineNo: finding.lineNo ?? 0,
  pod: finding.pod,
  hrg: finding.hrg,
  tfc: finding.tfc,
  startDate: finding.startDate,
  billedPence: finding.billedPence,
  pricePence: finding.pricePence,
})

const capped = ({ valuePence, billedPence }: Finding): number =>
  Math.min(Math.max(valuePence, 0), Math.max(billedPence, 0))

const seenOf = (findings: readonly Finding[]) =>
  findings.map(({ findingId, lastEventId }) => ({ findingId, seen: lastEventId }))

/** A line with what was found in it. It is done once each of these is answered or beyond answering. */
export function itemWithFindings(findings: readonly Finding[]): QueueItem {
  const waiting = findings.filter((one) => !isAnswered(one) && !isClosed(one))
  const answered = findings.filter(isAnswered)
  const isDone = waiting.length === 0
  const said = answered[0]
  const open = answered.filter((one) => !isClosed(one))
  return {
    code: itemCode({ kind: 'findings', findings: seenOf(isDone ? findings : waiting) }),
    line: lineOf(findings[0]!),
    findings,
    stakePence: toPence(Math.max(...findings.map(capped))),
    verdict: isDone ? (said?.verdict ?? undefined) : undefined,
    words: isDone ? (said?.answerWords ?? undefined) : undefined,
    undo: isDone && open.length > 0 ? undoCode({ findings: seenOf(open), lineAnswers: [] }) : undefined,
    isDone,
  }
}

/** A line drawn by chance, in which nothing was found. */
export function itemByChance(line: OwnLine, last: Pick<LineAnswer, 'lineAnswerId' | 'event'> | undefined): QueueItem {
  const isDone = last?.event === 'agreed'
  const { importNo, lineNo } = line
  return {
    code: itemCode({ kind: 'line', importNo, lineNo, seen: last?.lineAnswerId ?? 0 }),
    line,
    findings: [],
    stakePence: line.billedPence,
    verdict: isDone ? 'right' : undefined,
    words: undefined,
    undo: isDone && last ? undoCode({ findings: [], lineAnswers: [last.lineAnswerId] }) : undefined,
    isDone,
  }
}

export interface QueueProgress {
  readonly looked: number
  readonly all: number
  readonly lookedPence: Pence
  readonly allPence: Pence
}

const billed = (items: readonly QueueItem[]): Pence =>
  toPence(items.reduce((sum, { line }) => sum + Math.max(line.billedPence, 0), 0))

/** How far a practice is, by lines and by what was billed for them. */
export function progressOf(items: readonly QueueItem[]): QueueProgress {
  const done = items.filter(({ isDone }) => isDone)
  return { looked: done.length, all: items.length, lookedPence: billed(done), allPence: billed(items) }
}

/** Lines with findings first, by what is at stake; then those drawn by chance, the dearest first. */
export const inOrder = (items: readonly QueueItem[]): QueueItem[] =>
  items.toSorted(
    (one, other) =>
      Number(one.findings.length === 0) - Number(other.findings.length === 0) ||
      other.stakePence - one.stakePence ||
      (lineKey(one.line) < lineKey(other.line) ? -1 : 1),
  )
