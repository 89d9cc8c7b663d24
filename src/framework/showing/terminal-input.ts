import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { z } from 'zod'
import { type GroupStanding, findAssessment, standingOfAssessment } from '../level/group-standing.view.ts'
import { pounds, yearInput } from './framework-input.ts'

export const groupOption = { flag: '--group <code>', words: 'which group', required: true } as const
export const yearOption = { flag: '--year <year>', words: 'of which year, like 2007/08; the latest without' } as const
export const formatOption = {
  flag: '--format <format>',
  words: 'how to write it',
  choices: ['text', 'csv', 'json', 'xlsx'],
} as const
export const formatInput = z.enum(['text', 'csv', 'json', 'xlsx']).optional()

export const ofGroup = z.object({
  group: z.string().trim().toUpperCase(),
  year: yearInput.optional(),
  format: formatInput,
})
export const optionalRate = pounds.optional()

/** Where the assessment of a group stands, or why there is none. */
export async function standingOfGroup(
  ctx: Ctx,
  { group, year }: Pick<z.output<typeof ofGroup>, 'group' | 'year'>,
): Promise<Result<GroupStanding, 'not-found' | 'not-assessed'>> {
  const found = await findAssessment(ctx, { group, year })
  if (!found) return refused('not-found', `There is no group “${group.slice(0, 20)}” here: check its code.`)
  if (found.assessment) return ok(await standingOfAssessment(ctx, found.assessment))
  const of = year === undefined ? '' : ` for ${year}`
  return refused(
    'not-assessed',
    `${group} is not assessed${of} yet: send its table with “import framework-assessment”.`,
  )
}
