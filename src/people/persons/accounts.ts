import type { Database } from '#db'
import type { Ctx } from '#platform'
import type { Result } from '#shared'

/**
 * Makes the account by which somebody will sign in, and a code that is shown once. Refused where somebody signs in with
 * the address already.
 */
export type MakeAccount = (
  ctx: Ctx,
  tx: Database,
  account: { readonly name: string; readonly email: string },
) => Promise<Result<{ readonly personId: string; readonly code: string }>>

/** A new code by which somebody chooses a passphrase; the old passphrase holds until then. */
export type Invite = (ctx: Ctx, tx: Database, personId: string) => Promise<Result<{ readonly code: string }>>

/** Signs somebody out everywhere, and says from how many browsers. */
export type EndSessions = (ctx: Ctx, tx: Database, personId: string) => Promise<number>

/** Takes the second step away from somebody who lost both telephone and spare codes. */
export type ForgetSecondStep = (ctx: Ctx, tx: Database, personId: string) => Promise<void>

/** What sign-in does for this room. Handed in, within our transaction: this room knows posts, and sign-in knows nothing of them. */
export interface Accounts {
  readonly makeAccount: MakeAccount
  readonly invite: Invite
  readonly endSessions: EndSessions
  readonly forgetSecondStep: ForgetSecondStep
}
