import type { Pence } from '#shared'
import type { Claim, ClaimKind, ClaimStep } from '../pool/claims.ts'

/** What somebody decided of a claim, with its figures as they were then. */
export interface Decision {
  readonly claimEventId: number
  readonly practice: string
  readonly group: string | null
  readonly kind: ClaimKind
  readonly event: 'allowed' | 'refused'
  readonly claimedPence: Pence
  readonly allowedPence: Pence
  readonly mark: string
  readonly working: readonly ClaimStep[]
  readonly words: string | null
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

/** `changed`: decided, and come to another amount since. `gone`: decided, and nothing is claimed any more. */
export type ClaimState = 'undecided' | 'allowed' | 'refused' | 'changed' | 'gone'

/** A claim beside what was decided of it. */
export interface Standing {
  readonly practice: string
  readonly group: string | null
  readonly kind: ClaimKind
  /** What it comes to now; nothing where nothing is claimed any more. */
  readonly claim?: Claim & { readonly mark: string }
  readonly decision?: Decision
  readonly state: ClaimState
}

export const claimKindWords: Readonly<Record<ClaimKind, string>> = {
  'stop-loss': 'Beyond the stop-loss',
  overspend: 'Overspend',
}

export const claimStateWords: Readonly<Record<ClaimState, string>> = {
  undecided: 'To be decided',
  allowed: 'Allowed',
  refused: 'Refused',
  changed: 'Changed since it was decided',
  gone: 'No longer claimed',
}

const keyOf = ({ practice, kind }: { readonly practice: string; readonly kind: ClaimKind }): string =>
  `${practice} ${kind}`

function stateOf(mark: string | undefined, decision: Decision | undefined, isWhole: boolean): ClaimState {
  if (!decision) return 'undecided'
  // Practices and groups see the year as their statements have it, not as it stood when it was decided.
  if (!isWhole) return decision.event
  if (mark === undefined) return decision.event === 'allowed' ? 'gone' : 'refused'
  return mark === decision.mark ? decision.event : 'changed'
}

/** Claims as they are now, each with the latest decision; decisions whose claim is gone stand at the end. */
export function standingsOf(
  claims: readonly (Claim & { readonly mark: string })[],
  latest: readonly Decision[],
  isWhole = true,
): Standing[] {
  const decided = new Map(latest.map((decision) => [keyOf(decision), decision]))
  const standing = claims.map((claim): Standing => {
    const decision = decided.get(keyOf(claim))
    const { practice, group, kind } = claim
    return {
      practice,
      group,
      kind,
      claim,
      ...(decision && { decision }),
      state: stateOf(claim.mark, decision, isWhole),
    }
  })
  const known = new Set(claims.map(keyOf))
  const gone = latest
    .filter((decision) => !known.has(keyOf(decision)) && decision.event === 'allowed')
    .map((decision): Standing => {
      const { practice, group, kind } = decision
      return { practice, group, kind, decision, state: stateOf(undefined, decision, isWhole) }
    })
  return [...standing, ...gone]
}
