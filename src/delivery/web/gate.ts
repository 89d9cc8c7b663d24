import type { Ctx } from '#platform'
import { type Need, mayDo } from '#shared'
import type { Visitor } from '#ui'

/** Whoever asks, as they are at this request: the workbench in their hands, and who they are where they have come in. */
export interface Admitted {
  readonly ctx: Ctx
  readonly visitor?: Visitor
  /** To be set on the way: the session's cookie when it was renewed. */
  readonly cookies: readonly string[]
  /** They came in by a passphrase alone, and this installation asks for more before anything is shown. */
  readonly mustProve?: boolean
}

/** The one place that answers who is asking. It is asked at every request and remembers nothing between them. */
export interface Gate {
  admit(headers: Headers, requestId: string): Promise<Admitted>
}

export type Decision = 'let-in' | 'sign-in' | 'prove' | 'refuse'

/** Whether somebody may use an address. Nothing of what it would show is looked at before. */
export function decide(need: Need, { ctx, visitor, mustProve }: Admitted): Decision {
  if (need === 'public') return 'let-in'
  if (need === 'signed-in') return visitor ? 'let-in' : 'sign-in'
  if (mustProve) return 'prove'
  if (mayDo(ctx.scope, need)) return 'let-in'
  return visitor ? 'refuse' : 'sign-in'
}
