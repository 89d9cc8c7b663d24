import { yearInput } from '#budgets/envelope'
import { type Pence, poundsText } from '#shared'
import type { FormErrors, FormValues } from '#ui'
import { z } from 'zod'
import type { Exclusion } from '../policy/risk-policy.ts'
import { readExclusions } from '../terms/exclusion-text.ts'
import type { Contribution, Terms } from '../terms/terms.ts'
import { codesInput, percentInput, poundsInput, words } from './risk-input.ts'

const exclusionKey = ({ kind, code }: Exclusion): string => `${kind} ${code}`

const percentText = (basisPoints: number): string => String(basisPoints / 100)

/** Terms as the fields of the form have them. */
export function valuesOf(terms: Terms, usual: readonly Exclusion[]): FormValues {
  const { contribution, trigger, exclusions } = terms
  const known = new Set(usual.map(exclusionKey))
  const more = exclusions.filter((each) => !known.has(exclusionKey(each)))
  return {
    payers: terms.payers.join(', '),
    contribution: contribution.kind,
    percent: contribution.kind === 'percent' ? percentText(contribution.basisPoints) : '',
    pounds: contribution.kind === 'fixed' || contribution.kind === 'per-head' ? poundsText(contribution.pence) : '',
    lines: terms.lines,
    trigger: trigger.kind,
    trigger_percent: trigger.kind === 'percent' ? percentText(trigger.basisPoints) : '',
    pays_percent: percentText(terms.paysBasisPoints),
    stop_loss: terms.stopLossPence === null ? '' : poundsText(terms.stopLossPence),
    exclusions: exclusions.filter((each) => known.has(exclusionKey(each))).map(exclusionKey),
    more_exclusions: more.map(({ kind, code, words: what }) => `${kind} ${code} ${what}`).join('; '),
    surplus: terms.surplus,
  }
}

const several = z.array(z.string().max(60)).max(200).default([])

export const formInput = z.object({
  year: yearInput,
  payers: codesInput,
  contribution: z.enum(['top-slice', 'percent', 'per-head', 'fixed']),
  percent: z.string().max(20).default(''),
  pounds: z.string().max(30).default(''),
  lines: several,
  trigger: z.enum(['percent', 'band']),
  trigger_percent: z.string().max(20).default(''),
  pays_percent: percentInput,
  stop_loss: z.string().max(30).default(''),
  exclusions: several,
  more_exclusions: z.string().max(10_000).default(''),
  surplus: z.enum(['carried', 'given-back']),
  words,
})
export type TermsFields = z.output<typeof formInput>

interface Amounts {
  readonly errors: FormErrors
  readonly percent?: number | undefined
  readonly pounds?: Pence | undefined
  readonly trigger?: number | undefined
  readonly stopLoss?: Pence | undefined
}

/** Fields that are read only where another says so; what is wrong with them goes with their name. */
function amountsOf(fields: TermsFields): Amounts {
  const errors: Record<string, string> = {}
  const read = <Value>(
    name: 'percent' | 'pounds' | 'trigger_percent' | 'stop_loss',
    schema: z.ZodType<Value, string>,
  ): Value | undefined => {
    const found = schema.safeParse(fields[name])
    if (!found.success) errors[name] = found.error.issues[0]!.message
    return found.data
  }
  const { contribution } = fields
  return {
    percent: contribution === 'percent' ? read('percent', percentInput) : undefined,
    pounds: contribution === 'per-head' || contribution === 'fixed' ? read('pounds', poundsInput) : undefined,
    trigger: fields.trigger === 'percent' ? read('trigger_percent', percentInput) : undefined,
    stopLoss: fields.stop_loss.trim() === '' ? undefined : read('stop_loss', poundsInput),
    errors,
  }
}

function contributionOf(kind: Contribution['kind'], { percent, pounds }: Amounts): Contribution {
  if (kind === 'top-slice') return { kind }
  return kind === 'percent' ? { kind, basisPoints: percent! } : { kind, pence: pounds! }
}

/** The terms that a form says, or what is wrong with it, by field. */
export function termsFrom(fields: TermsFields, usual: readonly Exclusion[]): { terms: Terms } | { errors: FormErrors } {
  const found = amountsOf(fields)
  const more = readExclusions(fields.more_exclusions.replaceAll(';', '\n'))
  if (!more.ok) return { errors: { ...found.errors, more_exclusions: more.message } }
  if (Object.keys(found.errors).length > 0) return { errors: found.errors }
  const chosen = usual.filter((each) => fields.exclusions.includes(exclusionKey(each)))
  return {
    terms: {
      payers: fields.payers.map((code) => code.toUpperCase()),
      contribution: contributionOf(fields.contribution, found),
      lines: fields.lines,
      trigger: fields.trigger === 'band' ? { kind: 'band' } : { kind: 'percent', basisPoints: found.trigger! },
      paysBasisPoints: fields.pays_percent,
      stopLossPence: found.stopLoss ?? null,
      exclusions: [...chosen, ...more.value],
      surplus: fields.surplus,
    },
  }
}

/** The fields as they were typed, to be shown again. */
export const asTyped = ({ year: _, payers, pays_percent: pays, ...fields }: TermsFields): FormValues => ({
  ...fields,
  payers: payers.join(', '),
  pays_percent: percentText(pays),
})
