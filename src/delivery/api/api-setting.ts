import type { Clock } from '#platform'
import type { Operation } from '#ui'
import { type RateLimit, rateLimit } from '../web/rate-limit.ts'
import type { TokenGate } from './token-gate.ts'

/** What the interface for programs is made of. */
export interface ApiSetting {
  readonly operations: readonly Operation[]
  readonly gate: TokenGate
  readonly limits: ApiLimits
}

export interface ApiLimits {
  /** Of each token, whatever it asks. */
  readonly perToken: RateLimit
  /** Of each address, of what comes without a token that opens anything. */
  readonly unauthorised: RateLimit
}

/** In a minute, unless said otherwise. */
export const apiLimits = (clock: Clock, { perToken = 600, unauthorised = 60 } = {}): ApiLimits => ({
  perToken: rateLimit({ limit: perToken, clock }),
  unauthorised: rateLimit({ limit: unauthorised, clock }),
})
