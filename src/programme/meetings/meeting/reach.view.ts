import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Permission, type PlainDate, type Refused, dayInLondon, mayDo, refused } from '#shared'

export type Asking = Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>

/** The codes of those whose meetings the asker sees. */
export async function seenOwners(asking: Asking): Promise<string[]> {
  if (!mayDo(asking.scope, 'programme.read')) return []
  return (await ownersFor(asking)).seen.map(({ code }) => code)
}

/** Whether the asker does something for an owner: what is not theirs is answered as if it were not there. */
export const mayRun = async (asking: Asking, owner: string, permission: Permission = 'meeting.run'): Promise<boolean> =>
  mayDo(asking.scope, permission) && (await ownersFor(asking)).actsFor(owner)

export const today = ({ clock }: Pick<Ctx, 'clock'>): PlainDate => dayInLondon(clock.now())

export const notHere = (): Refused => refused('not-found', 'There is nothing here of this number that you may change.')
