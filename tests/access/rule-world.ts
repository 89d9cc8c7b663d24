import type { Ctx } from '#platform'
import { toMonth, wholeCommissioner } from '#shared'
import { makeOwnRule } from '../../src/activity/validation/rule-settings/make-rule.command.ts'

/** What a rule that a commissioner made for itself is called, and its code. */
export const ownRuleOf = (commissioner: 'C01' | 'C02'): { code: string; title: string } => ({
  code: commissioner === 'C01' ? 'L01' : 'L02',
  title: `Planted rule of ${commissioner}`,
})

/** Each of the two commissioners has made a rule of its own. It finds nothing. */
export async function plantRules(ctx: Ctx): Promise<void> {
  for (const commissioner of ['C01', 'C02'] as const) {
    const scope = { ...wholeCommissioner, commissioners: [commissioner] }
    const made = await makeOwnRule(
      { ...ctx, scope },
      {
        title: ownRuleOf(commissioner).title,
        why: 'Planted.',
        confidence: 'query',
        value: 'full',
        shareBp: null,
        from: toMonth('2007-10'),
        conditions: [{ column: 'hrg', comparison: 'is', values: ['ZZ99'] }],
      },
    )
    if (!made.ok) throw new Error(made.message)
  }
}
