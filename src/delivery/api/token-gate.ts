import { type FindStanding, type TokenStanding, findTokenStanding, noteTokenUse } from '#people'
import type { Actor, Ctx } from '#platform'
import type { Admitted } from '../web/gate.ts'

export interface AdmittedToken extends Admitted {
  readonly tokenId: string
}

/** Who asks by a token. Asked at every request; remembers nothing between them. */
export interface TokenGate {
  admit(secret: string, requestId: string): Promise<AdmittedToken | undefined>
}

export interface TokenGateSetting {
  /** The product's own workbench: nobody is known yet. */
  readonly ctx: Ctx
  readonly findStanding: FindStanding
}

/** The journal says whose deed it is and by which of their programs. */
const actorOf = ({ tokenName, standing: { person, post } }: TokenStanding): Actor => ({
  name: `${person.name} (token ${tokenName})`,
  userId: person.personId,
  post: {
    postId: post.postId,
    role: post.role.name,
    ...(post.organisation !== null && { organisation: post.organisation }),
  },
})

/** Finds the token, then what its person and post are today: what was ended a moment ago is ended now. */
export const tokenGate = ({ ctx, findStanding }: TokenGateSetting): TokenGate => ({
  async admit(secret, requestId) {
    const found = await findTokenStanding(ctx.db, findStanding, { secret, now: ctx.clock.now() })
    if (!found) return undefined
    await noteTokenUse(ctx, found)
    const own = ctx.handTo({ actor: actorOf(found), scope: found.standing.scope, requestId })
    return { ctx: own, cookies: [], tokenId: found.tokenId }
  },
})

/** The token of an `Authorization` header; nothing else lets anybody in here, and no cookie is looked at. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1]
}
