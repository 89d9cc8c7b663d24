import { lineNamed } from '#budgets/envelope'
import { type PlainDate, type Result, findPlainDate, ok, refused } from '#shared'
import { z } from 'zod'
import type { ChangeSpec } from '../changing/change-to-prepare.ts'
import { patientsFrom, poundsTyped, ratesFrom } from './change-input.ts'
import { short, words } from './input.ts'

/** A change as it is typed: all fields of all kinds, of which each kind reads its own. */
export const changeFields = {
  kind: z.enum(['virement', 'list-change', 'merger', 'closure', 'new-practice', 'tariff'], 'Choose what happened.'),
  effective: short,
  why: words,
  from_practice: short,
  from_line: short,
  to_practice: short,
  to_line: short,
  amount: short,
  practice: short,
  patients: z.string().trim().max(2_000).default(''),
  rates: z.string().trim().max(2_000).default(''),
}

export type TypedChange = z.output<z.ZodObject<typeof changeFields>>

export interface ReadChange {
  readonly effectiveFrom: PlainDate
  readonly spec: ChangeSpec
}

/** Which field a refusal is about. */
export type ChangeField = keyof TypedChange

const lineOf = (text: string): string | undefined => lineNamed(text) ?? (text === '' ? undefined : text)

function virementOf(typed: TypedChange): Result<ChangeSpec, ChangeField> {
  const [from, to] = [lineOf(typed.from_line), lineOf(typed.to_line)]
  if (typed.from_practice === '' || from === undefined)
    return refused('from_practice', 'Say which practice gives, and from which line.')
  if (typed.to_practice === '' || to === undefined)
    return refused('to_practice', 'Say which practice takes it, and for which line.')
  const pence = poundsTyped(typed.amount)
  if (!pence.ok) return refused('amount', 'Write the amount in pounds, like 1250.00.')
  return ok({
    kind: 'virement',
    from: { practice: typed.from_practice, line: from },
    to: { practice: typed.to_practice, line: to },
    pence: pence.value,
  })
}

function mergerOf({ from_practice: from, to_practice: to }: TypedChange): Result<ChangeSpec, ChangeField> {
  if (from === '') return refused('from_practice', 'Say which practice ends.')
  return to === '' ? refused('to_practice', 'Say which practice goes on.') : ok({ kind: 'merger', from, to })
}

function patientsOf(typed: TypedChange): Result<ChangeSpec, ChangeField> {
  if (typed.practice === '') return refused('practice', 'Say which practice it is about.')
  const read = patientsFrom(typed.patients)
  if (!read.ok) return refused('patients', read.message)
  const { practice } = typed
  return ok(
    typed.kind === 'closure'
      ? { kind: 'closure', practice, takers: read.value }
      : { kind: 'new-practice', practice, from: read.value },
  )
}

function specOf(typed: TypedChange): Result<ChangeSpec, ChangeField> {
  if (typed.kind === 'virement') return virementOf(typed)
  if (typed.kind === 'merger') return mergerOf(typed)
  if (typed.kind === 'list-change') return ok({ kind: 'list-change' })
  if (typed.kind !== 'tariff') return patientsOf(typed)
  const read = ratesFrom(typed.rates, lineOf)
  return read.ok ? ok({ kind: 'tariff', rates: read.value }) : refused('rates', read.message)
}

/** Reads a change that was typed; what cannot be read is refused for its field. */
export function changeTyped(typed: TypedChange): Result<ReadChange, ChangeField> {
  const effectiveFrom = findPlainDate(typed.effective)
  if (!effectiveFrom) return refused('effective', 'Write the day like 2008-07-01.')
  const spec = specOf(typed)
  return spec.ok ? ok({ effectiveFrom, spec: spec.value }) : spec
}
