import { type Table, formatMonth } from '#shared'
import { type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { refused } from '#shared'
import { z } from 'zod'
import { parameterText } from '../rule-settings/parameter-values.ts'
import { monthInput } from '../showing-checks/month-option.ts'
import { listRules } from './rule-list.view.ts'
import { exampleTable, rulesTable, settingsTable, stateOf } from './rule-tables.ts'
import { type RuleDetail, findRule } from './rule.view.ts'

const formats = ['text', 'csv', 'json', 'xlsx'] as const

export const rulesCommand = defineCommand({
  name: 'rules',
  summary: 'Lists the rules that bills are held to, and what each found in the last month that was checked',
  options: [
    { flag: '--month <month>', words: 'a month instead of the last that was checked, like 2007-10' },
    { flag: '--format <format>', words: 'how to write the list', choices: formats },
  ],
  input: z.object({ month: monthInput.optional(), format: z.enum(formats).optional() }),
  async run(ctx, { month, format }, out) {
    await out.table(rulesTable(await listRules(ctx, month)), format)
    return exits.done
  },
})

const told = ({ code, title, sql: _sql, ...rest }: RuleDetail['listed']['rule']): unknown => ({ code, title, ...rest })

async function say({ listed, list, settings }: RuleDetail, out: Terminal): Promise<void> {
  const { rule, parameters = {} } = listed
  out.print(`${rule.code} ${rule.title} (${stateOf(listed)} in ${formatMonth(list.month)}; ${rule.confidence})`)
  out.print(`\n${rule.why}\nSource: ${rule.source}`)
  for (const parameter of rule.parameters)
    out.print(`${parameter.words}: ${parameterText(parameters[parameter.name] ?? parameter.default)}`)
  const tables: Table[] = [
    ...(settings.length > 0 ? [settingsTable(settings)] : []),
    ...rule.examples.map(exampleTable),
  ]
  for (const table of tables) {
    out.print('')
    await out.table(table, 'text')
  }
  if (rule.sql !== '') out.print(`\n${rule.sql}`)
}

export const ruleCommand = defineCommand({
  name: 'rule',
  summary: 'Shows one rule: what it looks for and why, how it is set, and its examples',
  arguments: [{ name: 'code', words: 'the code of the rule, like C30' }],
  input: z.object({ code: z.string().max(10) }),
  async run(ctx, { code }, out) {
    const detail = await findRule(ctx, code.toUpperCase())
    if (!detail)
      return sayRefusal(out, refused('no-rule', `There is no rule ${code}: “locality rules” lists those there are.`))
    if (out.wantsJson)
      out.json({ ...(told(detail.listed.rule) as object), state: stateOf(detail.listed), settings: detail.settings })
    else await say(detail, out)
    return exits.done
  },
})
