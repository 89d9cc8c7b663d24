import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** What the library has not: a session for who proved themselves to us, and whose code is awaited. No address of its own leads here. */
export const ownEndpoints = () => ({
  id: 'own-endpoints',
  endpoints: {
    beginSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ personId: z.string() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.personId)
        if (!user) throw new Error('nobody has this id')
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return { sessionId: session.id, personId: user.id }
      },
    ),
    findHalfSignedIn: createAuthEndpoint.serverOnly({ method: 'GET', requireHeaders: true }, async (ctx) => {
      const { name } = ctx.context.createAuthCookie('two_factor')
      const identifier = await ctx.getSignedCookie(name, ctx.context.secret)
      const waiting = identifier ? await ctx.context.internalAdapter.findVerificationValue(identifier) : null
      return { personId: waiting && waiting.expiresAt > new Date() ? waiting.value : null }
    }),
  },
})
