import { z } from 'zod'

export const indicatorsSchema = z.strictObject({
  baseline_months: z.int().min(2),
  fewest_months: z.int().min(2),
  run: z.int().min(5).max(12),
  trend: z.int().min(5).max(12),
  budget_tolerance_basis_points: z.int().min(0).max(10_000),
  budget_months_back: z.int().min(1).max(24),
  longest_title: z.int().min(10),
  most_rows: z.int().min(1),
})
