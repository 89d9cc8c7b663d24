import type { Asker } from '#platform'
import { shippedRules } from '../rules/catalogue.view.ts'
import { listOwnRules, listSettings } from './rule-setting.store.ts'
import type { RuleBook } from './rules-in-force.ts'

/** All rules there are with all that was ever set in them, within what the asker may see. */
export async function ruleBook({ db }: Pick<Asker, 'db'>): Promise<RuleBook> {
  const [own, settings] = await Promise.all([listOwnRules(db), listSettings(db)])
  return { shipped: shippedRules(), own, settings }
}
