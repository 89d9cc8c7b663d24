import { shippedRules } from '#activity/validation'

/** What a rule is called, and why it holds. */
export interface RuleWords {
  readonly title: string
  readonly why: string
}

let kept: ReadonlyMap<string, RuleWords> | undefined

export const ruleWords = (): ReadonlyMap<string, RuleWords> =>
  (kept ??= new Map(shippedRules().map(({ code, title, why }) => [code, { title, why }])))

let titles: ReadonlyMap<string, string> | undefined

/** What each rule is called. */
export const ruleTitles = (): ReadonlyMap<string, string> =>
  (titles ??= new Map([...ruleWords()].map(([code, { title }]) => [code, title])))
