import { isPatient } from '#activity/import'
import type { Ctx } from '#platform'
import { type Result, dayInLondon, isNhsNumber, mayDo, ok, refused } from '#shared'
import { supportOn } from '../policy/policy.ts'
import { policy } from '../policy/policy.view.ts'
import { type AskRefusal, type Why, findAskable, findReason, notFound, writeDown } from './ask.command.ts'
import { type AskedLine, type FoundLine, withoutNumber } from './asked-line.ts'

export type CheckRefusal = AskRefusal | 'support-ended' | 'not-a-number'

export type CheckBecause = 'matches' | 'another-person' | 'no-valid-number'

/** Yes or no, why, and what to know: never a number. */
export interface IdentityChecked {
  readonly answer: 'yes' | 'no'
  readonly because: CheckBecause
  readonly words: string
}

const words: Readonly<Record<CheckBecause, string>> = {
  matches: 'Yes: the line is about the person with the number that you typed.',
  'another-person': 'No: the line is about another person than the one with the number that you typed.',
  'no-valid-number': 'No: the line gives no valid NHS number, so it is not known whom it is about.',
}

const answered = (because: CheckBecause): IdentityChecked => ({
  answer: because === 'matches' ? 'yes' : 'no',
  because,
  words: words[because],
})

const digitsOf = (typed: string): string => typed.replaceAll(/[\s-]/g, '')

/** Nothing that was typed is kept, sent or repeated from here on, and the vault stays shut: pseudonyms are compared. */
async function compare(ctx: Ctx, line: FoundLine, digits: string): Promise<Result<IdentityChecked, CheckRefusal>> {
  if (line.patient === null || withoutNumber(line) !== undefined) return ok(answered('no-valid-number'))
  const isSame = await isPatient(ctx, { importNo: line.importNo, patient: line.patient }, digits)
  return ok(answered(isSame ? 'matches' : 'another-person'))
}

/**
 * Whether a line is about the person with a number, for the finance validator: yes or no with the reason, while the law supports the
 * question. The journal has who asked about which line, and why, before anything is compared; the number typed is in no record.
 */
export async function checkIdentity(
  ctx: Ctx,
  { line: asked, nhsNumber, ...why }: Why & { readonly line: AskedLine; readonly nhsNumber: string },
): Promise<Result<IdentityChecked, CheckRefusal>> {
  if (!mayDo(ctx.scope, 'identity.check')) return notFound()
  const support = supportOn(policy(), dayInLondon(ctx.clock.now()))
  if (!support.holds) return refused('support-ended', support.words ?? '')
  const reason = findReason(ctx, 'check', why)
  if (!reason.ok) return reason
  const digits = digitsOf(nhsNumber)
  if (!isNhsNumber(digits))
    return refused(
      'not-a-number',
      'What you typed is not a valid NHS number: ten digits, the last of which is worked out from the others.',
    )
  const line = await findAskable(ctx, 'check', asked)
  if (!line.ok) return line
  const written = await writeDown(ctx, 'check', line.value, { reason: reason.value, words: why.words })
  return written.ok ? compare(ctx, line.value, digits) : written
}
