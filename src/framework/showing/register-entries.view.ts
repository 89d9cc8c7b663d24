import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import type { RegisterEntry, RegisterName } from '../registers/register.ts'
import { registerEntries } from '../registers/registers.view.ts'

export interface RegisterAsked {
  readonly register: RegisterName
  readonly group?: string | undefined
}

/** Entries that stand, of the practices that are in a group today where one is named. */
export async function entriesFor(ctx: Ctx, { register, group }: RegisterAsked): Promise<RegisterEntry[]> {
  const entries = await registerEntries(ctx, { register })
  if (group === undefined) return entries
  const groups = await groupsAsAt(ctx.db, dayInLondon(ctx.clock.now()))
  return entries.filter(({ practice }) => groups.get(practice) === group)
}
