import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon, mayDo } from '#shared'
import { notFound } from '../asking/ask.command.ts'
import { type AskedLine, withoutNumber } from '../asking/asked-line.ts'
import { findLine } from '../asking/find-line.view.ts'
import { type Use, mostInAnHour, reasonsOn, supportOn } from '../policy/policy.ts'
import { policy } from '../policy/policy.view.ts'
import { checkAddress, identityAddress } from './addresses.ts'
import type { FormFacts } from './identity-form.tsx'

/** Whether somebody sees who their patients are, or asks yes or no; nothing where they may neither. */
export const useOf = ({ scope }: Pick<Ctx, 'scope'>): Use | undefined =>
  mayDo(scope, 'identity.open') ? 'open' : mayDo(scope, 'identity.check') ? 'check' : undefined

/** What the form of one use says about one line. */
export async function formFacts(ctx: Ctx, use: Use, asked: AskedLine): Promise<FormFacts> {
  const today = dayInLondon(ctx.clock.now())
  const names = await organisationNames(ctx.db)
  const { month, provider, lineId, snapshot } = asked
  const words = use === 'check' ? supportOn(policy(), today).words : undefined
  return {
    asked,
    providerName: names.get(provider) ?? provider,
    reasons: reasonsOn(policy(), use, today),
    legalNote: policy().legal_notes[use],
    action: (use === 'open' ? identityAddress : checkAddress)(month, provider, lineId, snapshot),
    mostInAnHour: mostInAnHour(policy(), use, today),
    ...(words !== undefined && { warning: words }),
  }
}

export type BeforeAsking =
  | { readonly kind: 'refused'; readonly status: 403 | 404; readonly message: string }
  | { readonly kind: 'no-number'; readonly words: string }
  | { readonly kind: 'form'; readonly use: Use }

/** What somebody meets at the address of a line's identity, before they have asked anything. */
export async function beforeAsking(ctx: Ctx, asked: AskedLine): Promise<BeforeAsking> {
  const use = useOf(ctx)
  const line = use && (await findLine(ctx, asked))
  if (!use || !line) return { kind: 'refused', status: 404, message: notFound().message }
  const support = supportOn(policy(), dayInLondon(ctx.clock.now()))
  if (use === 'check')
    return support.holds ? { kind: 'form', use } : { kind: 'refused', status: 403, message: support.words ?? '' }
  const none = withoutNumber(line)
  return none === undefined ? { kind: 'form', use } : { kind: 'no-number', words: none }
}
