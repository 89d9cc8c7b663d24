import type { z } from 'zod'
import { type FormErrors, type FormValues, errorsFromZod } from './form-errors.ts'
import { shapeOf, takesMany } from './input-shape.ts'
import { plainMessage } from './plain-message.ts'

/** Names with their values in the order they were sent; a name may come more than once. */
export type Entries = readonly (readonly [name: string, value: string])[]

export type ReadInput<Input> =
  | { readonly kind: 'fits'; readonly input: Input }
  /** Somebody altered the address or the form: `message` says which name is wrong. */
  | { readonly kind: 'not-understood'; readonly message: string }
  | { readonly kind: 'invalid'; readonly errors: FormErrors; readonly values: FormValues }

const listed = (names: readonly string[]): string =>
  [...new Set(names)].map((name) => `“${name.slice(0, 60)}”`).join(', ')

function misuse(shape: Readonly<Record<string, z.ZodType>>, entries: Entries): string | undefined {
  const unknown = entries.filter(([name]) => !Object.hasOwn(shape, name)).map(([name]) => name)
  if (unknown.length > 0)
    return `This page does not take ${listed(unknown)}. Remove it from the address or the form and try again.`
  const repeated = entries.filter(
    ([name], at) => !takesMany(shape[name]) && entries.findIndex(([other]) => other === name) !== at,
  )
  if (repeated.length > 0)
    return `${listed(repeated.map(([name]) => name))} was given more than once. Give it once and try again.`
  const nul = entries.filter(([, value]) => value.includes('\0')).map(([name]) => name)
  return nul.length > 0 ? `${listed(nul)} holds a character that is not text. Remove it and try again.` : undefined
}

function gather(shape: Readonly<Record<string, z.ZodType>>, entries: Entries): Record<string, string | string[]> {
  const gathered: Record<string, string | string[]> = {}
  for (const [name, value] of entries) {
    if (takesMany(shape[name])) gathered[name] = [...(gathered[name] ?? []), value]
    else gathered[name] = value
  }
  return gathered
}

/** What was sent, by name, for a page to show again. */
export const valuesOf = (schema: z.ZodType, entries: Entries): FormValues => gather(shapeOf(schema) ?? {}, entries)

/** Checks what was sent against a schema of fields: nothing unknown, nothing twice, everything of its kind. */
export function readInput<Schema extends z.ZodType>(schema: Schema, entries: Entries): ReadInput<z.output<Schema>> {
  const shape = shapeOf(schema) ?? {}
  const message = misuse(shape, entries)
  if (message) return { kind: 'not-understood', message }
  const values = gather(shape, entries)
  const parsed = schema.safeParse(values, { error: plainMessage })
  return parsed.success
    ? { kind: 'fits', input: parsed.data }
    : { kind: 'invalid', errors: errorsFromZod(parsed.error), values }
}
