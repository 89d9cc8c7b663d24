import { ok } from '#shared'
import { defineOperation } from '#ui'
import { z } from 'zod'
import { findingStates } from '../answering/finding.ts'
import { confidences } from '../rules/rule.ts'
import { holds, questionOf } from './findings-input.ts'
import { findingsTable } from './findings-table.ts'
import { findingTotals, findingsAfter } from './findings.view.ts'
import { monthInput, optionalOf, optionalText } from './month-input.ts'
import { monthSums } from './sums.view.ts'

const month = monthInput.describe('The month billed, like 2007-10.')

const position = z.tuple([z.number().int()])

/** Kept in the journal, unlike the page: here somebody takes a month of findings away. */
export const findingsOperation = defineOperation({
  method: 'GET',
  name: 'findings',
  path: '/api/v1/findings/:month',
  summary: 'What was found in the bills of a month, line by line, with what of it counts',
  permission: 'finding.read',
  audit: 'finding.pull',
  paged: true,
  input: z.object({
    month,
    provider: optionalText.describe('Only of this provider, by its code.'),
    practice: optionalText.describe('Only of this practice, by its code.'),
    rule: optionalText.describe('Only by this rule, by its code.'),
    confidence: optionalOf(confidences).describe(
      'Only findings that are so sure: certain, likely, query, information.',
    ),
    state: optionalOf(findingStates).describe(
      `Only in this state: ${findingStates.join(', ')}. Without it all but those that are gone.`,
    ),
    hold: optionalOf(holds).describe('Only what is not paid (adjusted), paid once settled (held), or paid (none).'),
  }),
  async answer(ctx, { month: of, ...input }, { limit, after }) {
    const question = questionOf(of, input)
    const [from] = after === undefined ? [0] : position.parse(after)
    const [read, totals] = await Promise.all([
      findingsAfter(ctx, question, { after: from, limit: limit + 1 }),
      findingTotals(ctx, question),
    ])
    const shown = read.slice(0, limit)
    const last = shown.at(-1)
    const next = read.length > limit && last ? { next: [last.findingId] } : {}
    return ok({ table: findingsTable(of, shown, totals, ctx.vocabulary), ...next })
  },
})

export const findingSumsOperation = defineOperation({
  method: 'GET',
  name: 'finding-sums',
  path: '/api/v1/finding-sums/:month',
  summary: 'What was found in the bills of a month, added up by practice and rule',
  permission: 'finding.sums',
  audit: null,
  input: z.object({ month }),
  answer: async (ctx, { month: of }) => ok(await monthSums(ctx, { month: of })),
})
