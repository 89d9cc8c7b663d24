import { type FinancialYear, type Pence, type PlainDate, addDays, dayInLondon } from '#shared'
import { doerKey } from '../words/person.ts'

/** Who decides about a use, in this order. */
export const bodies = ['group', 'executive', 'board'] as const
export type Body = (typeof bodies)[number]

/** What somebody said of a use. */
export interface UseEvent {
  readonly body: Body | 'proposer'
  readonly event: 'agreed' | 'refused' | 'conflict' | 'withdrawn'
  readonly words: string | null
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

/** A use that a practice proposes for what it frees up in a year. */
export interface Use {
  readonly useNo: number
  readonly commissioner: string
  readonly practice: string
  /** Empty where the practice is in no group: the executive is then the first to decide. */
  readonly group: string
  readonly year: FinancialYear
  /** Declared before the year began, or as the opportunity came. */
  readonly kind: 'declared' | 'opportunistic'
  readonly purpose: string
  readonly title: string
  readonly words: string
  readonly caseReference: string | null
  readonly amountPence: Pence
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
  readonly events: readonly UseEvent[]
  /** Drawn so far, less what came back. */
  readonly drawnPence: Pence
}

/** Before which body it is, or what became of it. */
export type Stage = Body | 'approved' | 'refused' | 'withdrawn'

const wayOf = ({ group }: Pick<Use, 'group'>): readonly Body[] => (group === '' ? bodies.slice(1) : bodies)

export function stageOf(use: Pick<Use, 'group' | 'events'>): Stage {
  if (use.events.some(({ event }) => event === 'withdrawn')) return 'withdrawn'
  if (use.events.some(({ event }) => event === 'refused')) return 'refused'
  const agreed = (body: Body): boolean => use.events.some((said) => said.body === body && said.event === 'agreed')
  return wayOf(use).find((body) => !agreed(body)) ?? 'approved'
}

export const isOpen = (stage: Stage): stage is Body => (bodies as readonly string[]).includes(stage)

/** Until when it is to be decided: so many days after it was proposed. */
export const dueOn = ({ at }: Pick<Use, 'at'>, days: number): PlainDate => addDays(dayInLondon(at), days)

/** Why somebody has no part in deciding a use; nothing where they may. */
export type Barred = 'proposer' | 'conflict' | 'decided'

/**
 * Who proposed a use does not decide it, who declared a conflict has left the decision, and no person speaks for two bodies:
 * executive and board are two decisions by two people.
 */
export function barredFrom(use: Pick<Use, 'actor' | 'personId' | 'events'>, key: string): Barred | undefined {
  if (doerKey(use) === key) return 'proposer'
  const own = use.events.find((said) => doerKey(said) === key)
  if (!own) return undefined
  return own.event === 'conflict' ? 'conflict' : 'decided'
}

/** What is approved and not drawn yet: promised, whatever else is proposed. */
export const promisedPence = (use: Use): number => (stageOf(use) === 'approved' ? use.amountPence - use.drawnPence : 0)
