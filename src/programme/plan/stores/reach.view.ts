import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { mayDo } from '#shared'

/** Whoever asks, in which post, and when. */
export type Asking = Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>

/** Whether somebody may read the plan of an owner today; the database holds them to the same. */
export const mayRead = async (asking: Asking, owner: string): Promise<boolean> =>
  mayDo(asking.scope, 'programme.read') && (await ownersFor(asking)).sees(owner)

/** Whether they may change it. */
export const mayRun = async (asking: Asking, owner: string): Promise<boolean> =>
  mayDo(asking.scope, 'plan.change') && (await ownersFor(asking)).actsFor(owner)
