import type { SignIn } from '#auth'
import { type HeldPost, type Standing, standingOf } from '#people'
import type { Actor, Ctx, Settings } from '#platform'
import { type Scope, dayInLondon, nothingAtAll } from '#shared'
import type { Visitor, VisitorPost } from '#ui'
import type { Admitted, Gate } from './gate.ts'

type Session = NonNullable<Awaited<ReturnType<SignIn['findSession']>>>['session']

const postWords = ({ postId, role, organisationName }: HeldPost): VisitorPost => ({
  postId,
  title: role.title,
  ...(organisationName === null ? {} : { organisation: organisationName }),
})

const visitorOf = ({ person, post, posts }: Standing, { sessionId, isStrong }: Session): Visitor => ({
  ...person,
  sessionId,
  isStrong,
  ...(post ? { post: postWords(post) } : {}),
  posts: posts.map(postWords),
})

const actorOf = ({ person, post }: Standing): Actor => ({
  name: person.name,
  userId: person.personId,
  ...(post && {
    post: { postId: post.postId, role: post.role.name, ...(post.organisation && { organisation: post.organisation }) },
  }),
})

export interface ProductGateSetting {
  readonly ctx: Ctx
  readonly signIn: SignIn
  /** How this installation is set up at this moment. */
  settings(): Promise<Settings>
}

/** Nobody in particular: what is public may be seen, and nothing else. */
const stranger = (ctx: Ctx, requestId: string): Admitted => ({
  ctx: ctx.handTo({ actor: { name: 'nobody' }, scope: nothingAtAll, requestId }),
  cookies: [],
})

/** Where small numbers are held back from a post, they are held back as the installation says. */
export const heldBackAs = (scope: Scope, { 'small-numbers': mode }: Settings): Scope =>
  scope.smallNumbers === 'shown' ? scope : { ...scope, smallNumbers: mode }

/** Finds the session, then what its person is today: whoever was shut out or lost a post a moment ago is held to that now. */
export function productGate({ ctx, signIn, settings }: ProductGateSetting): Gate {
  return {
    async admit(headers, requestId) {
      const now = await settings()
      const found = headers.has('cookie') ? await signIn.findSession(headers) : undefined
      if (!found) return stranger(ctx, requestId)
      const { session, cookies } = found
      const { personId, sessionId } = session
      const standing = await standingOf(ctx.db, { personId, sessionId }, dayInLondon(ctx.clock.now()))
      if (!standing) return stranger(ctx, requestId)
      const scope = heldBackAs(standing.scope, now)
      const own = ctx.handTo({ actor: actorOf(standing), scope, requestId })
      const mustProve = !session.isStrong && now['second-step'] === 'required'
      return { ctx: own, visitor: visitorOf(standing, session), cookies, mustProve }
    },
  }
}
