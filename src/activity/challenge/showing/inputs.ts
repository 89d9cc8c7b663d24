import { z } from 'zod'
import { findReference } from '../model/reference.ts'

/** A reference in an address; one that is none is as one that nothing has. */
export const referenceInput = {
  reference: z
    .string()
    .max(40)
    .transform((text) => findReference(text) ?? ''),
}

export const itemInput = { ...referenceInput, item: z.coerce.number().int().positive().max(2_147_483_647) }

/** The last event that the page of a form knew of. */
export const seenInput = { seen: z.coerce.number().int().nonnegative().optional() }

export const wordsInput = { words: z.string().trim().max(1000, 'Write at most 1,000 characters.').default('') }
