import { type Result, ok, refused } from '#shared'
import { z } from 'zod'
import { type MemberKind, type MemberRule, type Terms, memberKinds } from '../model/body.ts'
import { hour, long, optionalNumber, short } from './input.ts'

export const termsFields = {
  purpose: long,
  quorum: short,
  rules: short,
  every: short,
  after: optionalNumber,
  starts: hour,
  long: short,
  place: short,
}
export type TypedTerms = z.output<z.ZodObject<typeof termsFields>>

const isKind = (text: string): text is MemberKind => (memberKinds as readonly string[]).includes(text)

/** `nurse 1` a line: which kind, and how many at least. */
function rulesTyped(text: string): Result<MemberRule[], 'rules'> {
  const rules: MemberRule[] = []
  for (const line of text
    .split(/\r\n|\r|\n/)
    .map((each) => each.trim())
    .filter(Boolean)) {
    const [kind = '', least = ''] = line.split(/\s+/)
    if (!isKind(kind) || !/^\d{1,3}$/.test(least))
      return refused('rules', `“${line.slice(0, 60)}” is not understood: write a kind and a number, like “nurse 1”.`)
    rules.push({ kind, least: Number(least) })
  }
  return ok(rules)
}

/** A number as typed; what is none is refused by the command, under its field. */
const numberTyped = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN)

export function termsTyped(typed: TypedTerms): Result<Terms, 'rules'> {
  const rules = rulesTyped(typed.rules)
  if (!rules.ok) return rules
  return ok({
    purpose: typed.purpose,
    quorum: numberTyped(typed.quorum),
    rules: rules.value,
    everyMonths: typed.every.trim() === '' ? null : numberTyped(typed.every),
    afterBody: typed.after,
    starts: typed.starts,
    minutesLong: numberTyped(typed.long),
    place: typed.place,
  })
}
