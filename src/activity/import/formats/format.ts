import type { z } from 'zod'
import type { columnSchema, formatSchema, recipeSchema } from './format-schema.ts'

export type Recipe = z.infer<typeof recipeSchema>
export type FormatColumn = z.infer<typeof columnSchema>
export type Format = z.infer<typeof formatSchema>

/** What a header cell is known by: case, odd blanks and doubled blanks do not matter. */
export const normalTitle = (title: string): string =>
  title
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
