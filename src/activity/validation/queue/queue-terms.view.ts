import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import type { Month } from '#shared'
import { parse } from 'yaml'
import { z } from 'zod'

const terms = z.strictObject({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  sample_lines: z.number().int().min(0).max(500),
  freeze_answer_days: z.number().int().min(1).max(60),
  source: z.string(),
})

export const queueTermsSchema = z.strictObject({ from: z.array(terms).nonempty() })

export interface QueueTerms {
  /** Lines without a finding that a practice looks at. */
  readonly sampleLines: number
  /** Working days after the final version is published. */
  readonly freezeAnswerDays: number
}

let kept: z.output<typeof queueTermsSchema> | undefined

/** What practices are asked about the bills of a month: the terms that begin last by then. */
export function queueTerms(month: Month): QueueTerms {
  kept ??= queueTermsSchema.parse(
    parse(readFileSync(packagePath('reference', 'validation', 'practice-queue.yaml'), 'utf8')),
  )
  const found = kept.from.toSorted((a, b) => (a.month < b.month ? 1 : -1)).find((one) => one.month <= month)
  return { sampleLines: found?.sample_lines ?? 0, freezeAnswerDays: found?.freeze_answer_days ?? 10 }
}
