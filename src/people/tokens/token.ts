import { type Permission, type Role, type Scope, mayDo, permissions } from '#shared'

/** A token as recorded; the secret itself is nowhere. */
export interface RecordedToken {
  readonly tokenId: string
  readonly personId: string
  readonly postId: string
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly madeAt: Date
  /** The first instant at which it opens nothing any more. */
  readonly expiresAt: Date
  readonly endedAt: Date | null
  /** To the minute; nothing where it was never used. */
  readonly lastUsedAt: Date | null
}

/**
 * What no program is let do, whatever its person may: ask who a patient is (a person gives a reason, each time), and look after
 * accounts or make tokens, by which a token that was stolen would outlive its end.
 */
const forPeopleAlone = (permission: Permission): boolean =>
  permission.startsWith('identity.') || permission === 'account.use' || permission === 'token.use'

/** What a token for a post of this role may carry. */
export const tokenPermissions = ({ permissions: allowed }: Pick<Role, 'permissions'>): Permission[] =>
  permissions.filter((permission) => allowed.includes(permission) && !forPeopleAlone(permission))

/** A post's scope for what the token carries and nothing else: what the post has lost since, the token has lost too. */
export const narrowTo = (scope: Scope, carried: readonly Permission[]): Scope => ({
  ...scope,
  permissions: permissions.filter(
    (permission) => carried.includes(permission) && mayDo(scope, permission) && !forPeopleAlone(permission),
  ),
})

export type TokenState = 'open' | 'ended' | 'expired'

export function stateOf({ endedAt, expiresAt }: Pick<RecordedToken, 'endedAt' | 'expiresAt'>, now: Date): TokenState {
  if (endedAt) return 'ended'
  return expiresAt <= now ? 'expired' : 'open'
}
