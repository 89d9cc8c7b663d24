import type { Operation } from '#ui'
import { mayDo } from '#shared'
import { type WebContext, addressOf } from '../web/asked.ts'
import type { Admitted } from '../web/gate.ts'
import { type Counted, addressKey } from '../web/rate-limit.ts'
import type { ApiSetting } from './api-setting.ts'
import type { Problem } from './problem.ts'
import { bearerOf } from './token-gate.ts'

export type LetIn = { readonly admitted: Admitted } | { readonly problem: Problem }

const tooMany = ({ retryAfterSeconds }: Counted, what: string): LetIn => ({
  problem: {
    name: 'too-many',
    detail: `${what} Come again in ${retryAfterSeconds} seconds, and ask for larger pages rather than more of them.`,
    headers: { 'retry-after': String(retryAfterSeconds) },
  },
})

const noToken = (secret: string | undefined): Problem =>
  secret === undefined
    ? {
        name: 'no-token',
        detail:
          'Send a token as “Authorization: Bearer locality_…”. You make one on the page of your account; ' +
          'an administrator gives accounts.',
        headers: { 'www-authenticate': 'Bearer realm="Locality"' },
      }
    : {
        name: 'no-token',
        detail:
          'This token opens nothing: it is not known, has ended or is over, or the post it was made for is not held any more. ' +
          'Make another on the page of your account, or ask an administrator.',
        headers: { 'www-authenticate': 'Bearer realm="Locality", error="invalid_token"' },
      }

/**
 * A token that opens something is never held up by others who fail from the same address: a whole hospital may share one. So failures
 * are counted after the token was looked for, which is one look at an index, and what a guesser may not guess is 2^256 large.
 */
function failed(c: WebContext, { limits }: ApiSetting, secret: string | undefined): LetIn {
  const counted = limits.unauthorised.count(addressKey(addressOf(c)))
  return counted.allowed
    ? { problem: noToken(secret) }
    : tooMany(counted, 'Too many requests without a token that opens anything came from this address.')
}

/** Who asks, by their token and nothing else; or why they are not let in. */
export async function letIn(c: WebContext, api: ApiSetting): Promise<LetIn> {
  const secret = bearerOf(c.req.header('authorization'))
  const admitted = secret === undefined ? undefined : await api.gate.admit(secret, c.get('requestId'))
  if (!admitted) return failed(c, api, secret)
  const counted = api.limits.perToken.count(admitted.tokenId)
  return counted.allowed ? { admitted } : tooMany(counted, 'This token asks more often than is answered.')
}

/** The kept refusal says who tried what; an address that says no more than a path is enough. */
const keepRefusal = ({ ctx }: Admitted, { method, path, permission }: Operation): Promise<void> =>
  ctx.transaction((tx) => ctx.audit(tx, 'access.refused', `${method} ${path}`, { permission }))

/** Why an operation is not for whoever asks; decided before anything of what it would tell is looked at. */
export async function refusalOf(admitted: Admitted, operation: Operation): Promise<Problem | undefined> {
  const { permission } = operation
  if (mayDo(admitted.ctx.scope, permission)) return undefined
  await keepRefusal(admitted, operation)
  return {
    name: 'not-allowed',
    detail:
      `This needs the permission “${permission}”, which this token does not carry or its post no longer has. ` +
      'Make a token that carries it; if your post does not have it and your work needs it, ask an administrator.',
  }
}
