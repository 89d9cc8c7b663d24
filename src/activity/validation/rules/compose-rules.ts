import type { ParameterValue, Rule, RuleParameter } from './rule.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A list of codes that is empty matches nothing. */
const written = (value: ParameterValue): string =>
  typeof value === 'number' ? String(value) : value.length === 0 ? 'NULL' : value.map(quoted).join(', ')

const isFitting = (parameter: RuleParameter, value: ParameterValue): boolean =>
  parameter.kind === 'number' ? Number.isSafeInteger(value) : Array.isArray(value)

/** The SQL of a rule with its parameters, `set` ones before the default. Throws where one is of the wrong kind or the SQL names another. */
export const ruleSql = (rule: Rule, set: Readonly<Record<string, ParameterValue>> = {}): string =>
  filled(rule, rule.sql, set)

function filled(rule: Rule, text: string, set: Readonly<Record<string, ParameterValue>>): string {
  const values = new Map(rule.parameters.map((each) => [each.name, set[each.name] ?? each.default] as const))
  for (const each of rule.parameters)
    if (!isFitting(each, values.get(each.name)!)) throw new TypeError(`${rule.code}: ${each.name} is not of its kind`)
  return text.replaceAll(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`${rule.code} has no parameter ${name}`)
    return written(value)
  })
}

export interface RuleToRun {
  readonly rule: Rule
  readonly parameters?: Readonly<Record<string, ParameterValue>>
}

/** The condition of a rule that does not say which lines around it needs. */
export const everyLine = 'true'

/** Which lines around a rule needs, with its parameters; nothing where it needs none. */
export function aroundSql({ rule, parameters = {} }: RuleToRun): string | undefined {
  if (!/\baround\b/.test(rule.sql)) return undefined
  return rule.around === undefined ? everyLine : filled(rule, rule.around, parameters)
}

/**
 * One pass for rules about single lines: each is an expression over a line `l`, so that the lines are read once for all of them. The few
 * lines that break any are set aside first, and only those are asked again which: a column for each rule of every line, turned round
 * afterwards, took twice as long. Answers with a query of (key, rule, value_pence, other_key, detail); nothing where there are no rules.
 */
export function lineRulesSql(rules: readonly RuleToRun[], lines = 'line'): string | undefined {
  if (rules.length === 0) return undefined
  const values = rules.map(({ rule, parameters }) => `(${ruleSql(rule, parameters)})::BIGINT`)
  const found = rules.map(({ rule }, at) => `{'rule': '${rule.code}', 'value_pence': ${values[at]}}`)
  return `WITH broken AS MATERIALIZED (SELECT l.* FROM ${lines} AS l WHERE coalesce(${values.join(',\n')}) IS NOT NULL)
    SELECT u.key, u.found.rule AS rule, u.found.value_pence AS value_pence, NULL::BIGINT AS other_key, NULL::VARCHAR AS detail
    FROM (SELECT l.key, unnest([${found.join(',\n')}]) AS found FROM broken AS l) AS u
    WHERE u.found.value_pence IS NOT NULL`
}

/** A rule that sees several lines answers with (key, value_pence, other_key, detail) of the lines of the month that break it. */
export const setRuleSql = ({ rule, parameters }: RuleToRun): string =>
  `SELECT s.key, '${rule.code}' AS rule, s.value_pence::BIGINT AS value_pence, s.other_key, s.detail
   FROM (${ruleSql(rule, parameters)}) AS s`

/** A rule about sums answers with (provider, practice, about, value_pence, detail). */
export const sumRuleSql = ({ rule, parameters }: RuleToRun): string =>
  `SELECT s.provider, s.practice, s.about, '${rule.code}' AS rule, s.value_pence::BIGINT AS value_pence, s.detail
   FROM (${ruleSql(rule, parameters)}) AS s`
