import { formatMonth } from '#shared'
import { defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { changeRule } from '../rule-settings/change-rule.command.ts'
import { monthInput } from '../showing-checks/month-option.ts'
import { findRule } from './rule.view.ts'

const settings = z.array(z.string()).default([])

/** `not_attended=3,7` to a name and what is typed for it. */
const typed = (given: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=')
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
    }),
  )

export const setRuleCommand = defineCommand({
  name: 'set-rule',
  changes: true,
  summary: 'Switches a rule on or off, or changes its parameters, from the bills of a month on',
  arguments: [{ name: 'code', words: 'the code of the rule, like C30' }],
  options: [
    { flag: '--from <month>', words: 'from the bills of which month, like 2007-10', required: true },
    { flag: '--state <state>', words: 'on or off; as it is when not said', choices: ['on', 'off'] },
    { flag: '--set <setting...>', words: 'a parameter, like not_attended=3,7; may be given several times' },
    { flag: '--why <reason>', words: 'why; it is kept for good', required: true, unkept: true },
  ],
  input: z.object({
    code: z.string().max(10),
    from: monthInput,
    state: z.enum(['on', 'off']).optional(),
    set: settings,
    why: z.string().max(500, 'Say it in at most 500 letters.'),
  }),
  async run(ctx, { code, from, state, set, why }, out) {
    const now = await findRule(ctx, code.toUpperCase())
    const isOn = state === undefined ? (now?.listed.isOn ?? true) : state === 'on'
    const done = await changeRule(ctx, { rule: code.toUpperCase(), from, isOn, parameters: typed(set), why })
    if (!done.ok) return sayRefusal(out, done)
    const { rule, parameters } = done.value
    if (out.wantsJson) out.json({ rule: rule.code, from, isOn, parameters })
    else out.print(`${rule.code} is ${isOn ? 'on' : 'off'} from the bills of ${formatMonth(from)} on, as set.`)
    return exits.done
  },
})
