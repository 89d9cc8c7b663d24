import type { Month } from '#shared'
import type { Confidence, Rule } from '../rules/rule.ts'
import type { Condition } from './condition.ts'
import { conditionSql, conditionWords } from './condition.ts'

export const ownValues = ['full', 'difference', 'share', 'none'] as const
export type OwnValue = (typeof ownValues)[number]

/** A rule that somebody here made from the template. */
export interface OwnRule {
  /** `L01`. */
  readonly code: string
  /** Whose bills it is about; empty: everybody's. */
  readonly commissioner: string
  readonly title: string
  readonly why: string
  readonly confidence: Confidence
  readonly value: OwnValue
  /** For a share: ten-thousandths of what was billed. */
  readonly shareBp: number | null
  /** All must hold. */
  readonly conditions: readonly Condition[]
  readonly from: Month
}

/** What breaking it is worth, over a line `l`. A difference is never negative, and nothing where the line has no price. */
function valueSql({ value, shareBp }: Pick<OwnRule, 'value' | 'shareBp'>): string {
  if (value === 'full') return 'l.billed_pence'
  if (value === 'difference') return 'CASE WHEN l.billed_pence > l.price_pence THEN l.billed_pence - l.price_pence END'
  if (value === 'share') return `(l.billed_pence::HUGEINT * ${shareBp} * 2 + 10000) // 20000`
  return '0'
}

export type OwnRuleDraft = Omit<OwnRule, 'code' | 'commissioner'>

/** The expression over a line that the template makes of it: names from a list and quoted literals, nothing that anybody typed. */
export const ownRuleSql = (draft: Pick<OwnRule, 'conditions' | 'value' | 'shareBp'>): string =>
  `CASE WHEN ${draft.conditions.map(conditionSql).join(' AND ')} THEN ${valueSql(draft)} END`

export const ownRuleWords = ({ conditions }: Pick<OwnRule, 'conditions'>): string =>
  conditions.map(conditionWords).join(', and ')

/** Rules of one's own come after those that ship, whose reasons are better known. */
const ownPriority = 900

/** As the engine runs it beside those that ship. */
export const asRule = (own: OwnRule): Rule => ({
  code: own.code,
  name: `own-${own.code.toLowerCase()}`,
  title: own.title,
  section: 'policy',
  kind: 'line',
  confidence: own.confidence,
  severity: own.confidence === 'certain' ? 'blocks' : own.confidence === 'information' ? 'notes' : 'asks',
  value: own.value === 'share' ? 'part' : own.value,
  priority: ownPriority,
  from: `${own.from}-01`,
  needs: [],
  parameters: [],
  exemptions: [],
  says: `${own.title}: ${ownRuleWords(own)}.`,
  why: own.why,
  source: 'Made here, from the template',
  examples: [],
  sql: ownRuleSql(own),
})
