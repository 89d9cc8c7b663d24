import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import type { z } from 'zod'
import { indicatorsSchema } from './indicator-policy.ts'

let kept: z.output<typeof indicatorsSchema> | undefined

/** Reads `reference/programme/indicators.yaml` once; one that breaks its schema is a bug, and throws. */
export const indicatorPolicy = (): z.output<typeof indicatorsSchema> =>
  (kept ??= indicatorsSchema.parse(
    parse(readFileSync(packagePath('reference', 'programme', 'indicators.yaml'), 'utf8')),
  ))
