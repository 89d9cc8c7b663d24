import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { type FinancialYear, type PlainDate, yearInterval } from '#shared'
import { parse } from 'yaml'
import type { z } from 'zod'
import {
  type IncentiveScheme,
  type LevelPolicy,
  incentivesSchema,
  levelFundingSchema,
  managementCostSchema,
} from './allowance-policy.ts'

/** Reads a file of `reference/budgets` once; one that breaks its schema is a bug, and throws. */
function readOnce<Schema extends z.ZodType>(name: string, schema: Schema): () => z.output<Schema> {
  let kept: z.output<Schema> | undefined
  return () => (kept ??= schema.parse(parse(readFileSync(packagePath('reference', 'budgets', name), 'utf8'))))
}

const levels = readOnce('level-funding.yaml', levelFundingSchema)
const incentives = readOnce('incentives.yaml', incentivesSchema)
const managementCost = readOnce('management-cost.yaml', managementCostSchema)

/** The latest that begins on a day or before it. */
const heldOn = <Dated extends { readonly from: PlainDate }>(all: readonly Dated[], day: PlainDate): Dated | undefined =>
  all.toSorted((a, b) => (a.from < b.from ? 1 : -1)).find(({ from }) => from <= day)

/** What the levels of the framework pay on a day; nothing before there was a framework. */
export const levelPolicyOn = (day: PlainDate): LevelPolicy | undefined => heldOn(levels().rates, day)

/** The incentive scheme of a year; nothing in a year that had none. */
export const incentiveSchemeOf = (year: FinancialYear): IncentiveScheme | undefined =>
  incentives().schemes.find((scheme) => scheme.year === year)

/** How much of the management cost is shared in equal parts where nobody decided otherwise, in hundredths of a per cent. */
export const usualEqualBasisPoints = (year: FinancialYear): number =>
  heldOn(managementCost().sharing, yearInterval(year).from)?.equal_basis_points ?? 0
