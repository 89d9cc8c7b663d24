import { ruleBook } from '#activity/validation'
import type { Asker } from '#platform'

/** What a rule is called, and why it holds. */
export interface RuleWords {
  readonly title: string
  readonly why: string
}

/** The words of every rule there is, those that somebody made here among them, by code. */
export async function ruleWords(asker: Pick<Asker, 'db'>): Promise<ReadonlyMap<string, RuleWords>> {
  const { shipped, own } = await ruleBook(asker)
  return new Map([...shipped, ...own].map(({ code, title, why }) => [code, { title, why }]))
}
