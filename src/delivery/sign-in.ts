import type { SignIn } from '#auth'
import type { Accounts } from '#people'
import type { Ctx } from '#platform'
import { ok } from '#shared'

/** What sign-in keeps secret: it holds over a restart and over a rotation of keys, and lies in no database. */
const signInSecret = async ({ folder }: Ctx): Promise<string> =>
  (await folder.secret('locality sign-in')).toString('base64url')

/** Where nobody browses, as at the command line. */
const nowhere = 'http://localhost'

/** Sign-in on the workbench given. Its library takes two thirds of a second to load, so only whoever needs it does. */
export async function signInOn(ctx: Ctx, url: string = nowhere): Promise<SignIn> {
  const { openSignIn, readSignOn } = await import('#auth')
  const signOn = await readSignOn(ctx.folder)
  if (!signOn.ok) throw new Error(signOn.message)
  return openSignIn({
    db: ctx.db,
    clock: ctx.clock,
    secret: await signInSecret(ctx),
    url,
    providers: signOn.value,
  })
}

/** What sign-in does for people and their posts: both rooms know their own half, and this is where they meet. */
export const accounts: Accounts = {
  async makeAccount(ctx, tx, account) {
    const signIn = await signInOn(ctx)
    const personId = await signIn.addAccount(tx, account)
    if (!personId.ok) return personId
    const { code } = await signIn.invite(tx, personId.value, ctx.actor.name)
    return ok({ personId: personId.value, code })
  },
  async invite(ctx, tx, personId) {
    const { code } = await (await signInOn(ctx)).invite(tx, personId, ctx.actor.name)
    return ok({ code })
  },
  forgetSecondStep: async (ctx, tx, personId) => (await signInOn(ctx)).forgetAuthenticator(tx, personId),
  endSessions: async (ctx, tx, personId) => (await signInOn(ctx)).endSessions(tx, personId, { allBut: null }),
}
