import type { Clock } from '../clock/clock.ts'
import type { Actor, Ctx } from '../context.ts'
import { appendEntry } from './audit.store.ts'
import { fingerprint } from './fingerprint.ts'

interface Acting {
  readonly actor: Actor
  readonly clock: Clock
  readonly requestId?: string
}

/** What was there or became of it; nothing, or null, leaves no hash. */
const hashOrNone = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : fingerprint(value)

/** How somebody's deeds are written into the journal. */
export const recorderOf =
  ({ actor, clock, requestId }: Acting): Ctx['audit'] =>
  (tx, action, subject, detail = {}, { purpose, before, after } = {}) => {
    const hashes = { beforeHash: hashOrNone(before), afterHash: hashOrNone(after) }
    return appendEntry(tx, { actor, action, subject, detail, at: clock.now(), purpose, requestId, ...hashes })
  }

/** The same workbench in somebody else's hands: what they may see goes with them, and the journal names them. */
export function actingAs(ctx: Ctx, who: Pick<Ctx, 'actor'> & Partial<Pick<Ctx, 'scope' | 'requestId'>>): Ctx {
  return { ...ctx, ...who, audit: recorderOf({ clock: ctx.clock, actor: who.actor, requestId: who.requestId }) }
}
