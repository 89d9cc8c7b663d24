import type { z } from 'zod'

/** One whole-sentence message a field, by the field's name. */
export type FormErrors = Readonly<Record<string, string>>

/** What was typed, by the field's name, to be shown again. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

export const noErrors: FormErrors = {}

/** The first message of each field; what belongs to no field stands under the name `form`. */
export function errorsFromZod(error: z.ZodError): FormErrors {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message
  return errors
}
