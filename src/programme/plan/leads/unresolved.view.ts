import { dayInLondon } from '#shared'
import { isDone } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { registerOf } from './register.view.ts'
import { planPolicy } from '../policy/plan-policy.view.ts'
import type { Asking } from '../stores/reach.view.ts'
import { type Unresolved, unresolvedOf } from './unresolved.ts'

/** What a person has to settle about who leads in a plan. */
export async function listUnresolved(asking: Asking, owner: string): Promise<Unresolved[]> {
  const items = await planItems(asking, { owner })
  const all = items.map((item) => ({ ...item, isDone: isDone(item) }))
  return unresolvedOf(all, await registerOf(asking, owner), planPolicy(), dayInLondon(asking.clock.now()))
}
