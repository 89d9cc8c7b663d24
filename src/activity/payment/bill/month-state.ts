/** How far a provider's month has come before anybody can agree it. */
export interface ProviderState {
  readonly commissioner: string
  readonly provider: string
  /** `flex` as soon as any of what counts is: payment is made on freeze alone. */
  readonly snapshot: 'flex' | 'freeze'
  readonly imports: readonly number[]
  readonly isPriced: boolean
  readonly pricedAt: Date | null
  /** When the month was last checked; nothing where it never was. */
  readonly checkedAt: Date | null
}

export type Blocked = 'not-priced' | 'not-checked' | 'out-of-date' | 'flex'

const words: Record<Blocked, string> = {
  'not-priced': 'Not priced: price the month first.',
  'not-checked': 'Not checked: check the month first.',
  'out-of-date': 'Out of date: it was imported or priced again after the last check. Check the month again.',
  flex: 'Flex only: payment is made on the freeze. Import the freeze first.',
}

export const blockedWords = (blocked: Blocked): string => words[blocked]

/** What keeps a provider's month from being paid, the first thing to do first; nothing where it can be agreed and paid. */
export function blockOf(state: ProviderState): Blocked | undefined {
  if (state.snapshot === 'flex') return 'flex'
  if (!state.isPriced || state.pricedAt === null) return 'not-priced'
  if (state.checkedAt === null) return 'not-checked'
  return state.checkedAt < state.pricedAt ? 'out-of-date' : undefined
}
