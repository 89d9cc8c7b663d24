import { type Month, findMonth } from '#shared'
import { z } from 'zod'
import type { AskedLine } from '../asking/asked-line.ts'

const monthInput = z.string().transform((text, context): Month => {
  const month = findMonth(text.trim())
  if (month) return month
  context.addIssue({ code: 'custom', message: 'Write the month as year and month, like 2007-10.' })
  return z.NEVER
})

/** A line as an address or a command names it. */
export const lineInput = {
  month: monthInput,
  provider: z.string().trim().max(100),
  line: z.string().trim().max(100),
  snapshot: z.enum(['flex', 'freeze']).optional(),
}

/** Why, as a form sends it: what is missing is said beside its field by the command. */
export const whyInput = { reason: z.string().max(100).default(''), words: z.string().max(2_000).default('') }

type Named = Pick<AskedLine, 'month' | 'provider' | 'snapshot'> & { readonly line: string }

export const askedOf = ({ month, provider, line, snapshot }: Named): AskedLine => ({
  month,
  provider,
  lineId: line,
  ...(snapshot && { snapshot }),
})
