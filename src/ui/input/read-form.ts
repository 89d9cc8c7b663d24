import { findPatientData, patientDataRefusal } from '#shared'
import type { z } from 'zod'
import type { FormErrors } from './form-errors.ts'
import { type Entries, type ReadInput, readInput, valuesOf } from './read-input.ts'

/** What came with a form: its fields as somebody typed them, and the names of its files as their sender gave them. */
export interface Typed {
  readonly fields: Entries
  readonly files: readonly { readonly field: string; readonly name: string }[]
  /** Fields that are meant to name a patient: nobody is stopped for what they type there. */
  readonly mayName?: readonly string[]
}

function namesPatient({ fields, files, mayName = [] }: Typed): FormErrors {
  const errors: Record<string, string> = {}
  const looked = fields.filter(([field]) => !mayName.includes(field))
  for (const [field, text] of [...looked, ...files.map(({ field, name }) => [field, name] as const)]) {
    const found = findPatientData(text)
    if (found.length > 0) errors[field] ??= patientDataRefusal(field.replaceAll('_', ' '), found)
  }
  return errors
}

/**
 * As `readInput`; and nothing in which somebody could be recognised goes any further, whatever the form is for. `entries` are the
 * address's own beside what was typed.
 */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  entries: Entries,
  typed: Typed,
): ReadInput<z.output<Schema>> {
  const read = readInput(schema, entries)
  const named = namesPatient(typed)
  if (read.kind === 'not-understood' || Object.keys(named).length === 0) return read
  const errors = read.kind === 'invalid' ? { ...read.errors, ...named } : named
  return { kind: 'invalid', errors, values: valuesOf(schema, entries) }
}
