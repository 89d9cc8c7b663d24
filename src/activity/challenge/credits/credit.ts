import { type Month, type Pence, addMonths, monthOf, type PlainDate, toPence } from '#shared'

/** Where: a lower amount or no line any more in a later version, a negative line of the same id, an adjustment that names it. */
export const matchKinds = ['corrected', 'vanished', 'reversed', 'adjustment'] as const
export type MatchKind = (typeof matchKinds)[number]

/** What a provider owes for an item: what it accepted, and what of that was found. */
export interface Owed {
  readonly challengeId: number
  readonly reference: string
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly itemNo: number
  readonly lineId: string
  readonly practice: string | null
  readonly pod: string | null
  readonly rule: string
  readonly title: string
  readonly billedPence: Pence
  readonly claimedPence: Pence
  readonly acceptedPence: Pence
  readonly confirmedPence: Pence
  readonly suggestedPence: Pence
  readonly settledOn: PlainDate
}

export type CreditState = 'expected' | 'suggested' | 'found' | 'partly' | 'overdue'

/** The month after which it is late: of one settled in December, with two months, it is February. */
export const lastMonthFor = ({ settledOn }: Pick<Owed, 'settledOn'>, months: number): Month =>
  addMonths(monthOf(settledOn), months)

/** Confirmed in full it is found, and a suggestion waits for somebody; what is neither is late after so many months. */
export function creditState(owed: Owed, today: PlainDate, months: number): CreditState {
  if (owed.confirmedPence >= owed.acceptedPence) return 'found'
  if (owed.suggestedPence > 0) return 'suggested'
  if (monthOf(today) > lastMonthFor(owed, months)) return 'overdue'
  return owed.confirmedPence > 0 ? 'partly' : 'expected'
}

export const missingPence = ({ acceptedPence, confirmedPence, suggestedPence }: Owed): Pence =>
  toPence(Math.max(0, acceptedPence - confirmedPence - suggestedPence))

/** A line of a later bill in which money may have come back. */
export interface CreditLine {
  readonly kind: MatchKind
  readonly month: Month
  readonly importNo: number
  readonly lineId: string
  /** For an adjustment the reference that it names; else nothing. */
  readonly names: string | null
  /** How much it gives back, of which some may be taken already. */
  readonly amountPence: Pence
}

export interface Match {
  readonly challengeId: number
  readonly itemNo: number
  readonly kind: MatchKind
  readonly month: Month
  readonly importNo: number
  readonly lineId: string
  readonly amountPence: Pence
}

export interface KnownMatch extends Match {
  readonly matchId: number
  readonly reference: string
  readonly provider: string
  readonly state: 'suggested' | 'confirmed' | 'undone'
  readonly foundOn: PlainDate
  readonly actor: string | null
}

const lineKey = (kind: MatchKind, month: Month, lineId: string): string => `${kind}|${month}|${lineId}`

const fits = (line: CreditLine, owed: Owed): boolean =>
  line.kind === 'adjustment' ? line.names === owed.reference : line.lineId === owed.lineId && owed.lineId !== ''

/**
 * Gives each item what the lines of later bills give back, line by line, item by item, never more than it is owed and never more than a
 * line holds. What somebody undid is not suggested again. Worked example: two items are owed £100 and £50, and one adjustment of £120
 * names their challenge: the first is found, the second partly.
 */
export function matchCredits(
  owed: readonly Owed[],
  lines: readonly CreditLine[],
  known: readonly KnownMatch[],
): Match[] {
  const left = new Map<string, number>()
  for (const line of lines) left.set(lineKey(line.kind, line.month, line.lineId), line.amountPence)
  const live = known.filter(({ state }) => state !== 'undone')
  for (const { kind, month, lineId, amountPence } of live) {
    const key = lineKey(kind, month, lineId)
    left.set(key, (left.get(key) ?? 0) - amountPence)
  }
  const wasTried = (one: Owed, line: CreditLine): boolean =>
    known.some(
      (match) =>
        match.state === 'undone' &&
        match.challengeId === one.challengeId &&
        match.itemNo === one.itemNo &&
        lineKey(match.kind, match.month, match.lineId) === lineKey(line.kind, line.month, line.lineId),
    )
  return owed.flatMap((one) => {
    let missing: number = missingPence(one)
    return lines.flatMap((line) => {
      const key = lineKey(line.kind, line.month, line.lineId)
      const amountPence = Math.min(missing, left.get(key) ?? 0)
      if (amountPence <= 0 || !fits(line, one) || wasTried(one, line)) return []
      missing -= amountPence
      left.set(key, left.get(key)! - amountPence)
      const { kind, month, importNo, lineId } = line
      return [
        {
          challengeId: one.challengeId,
          itemNo: one.itemNo,
          kind,
          month,
          importNo,
          lineId,
          amountPence: toPence(amountPence),
        },
      ]
    })
  })
}
