import { type Route, defineRoute, noInput, redirect } from '#ui'
import type { SignInSetting } from './sign-in-setting.ts'

/** Ends the session on the server; a second click, or one after it ended by itself, does no harm. */
export const signOutPage = ({ signIn }: SignInSetting): Route =>
  defineRoute({
    method: 'POST',
    path: '/sign-out',
    permission: 'public',
    audit: 'sign-out',
    asProduct: true,
    input: noInput,
    handle: async (ctx, _, { headers, visitor }) => {
      const cookies = await ctx.transaction(async (tx) => {
        const gone = await signIn.within(tx).signOut(headers)
        if (visitor) await ctx.audit(tx, 'sign-out', `person ${visitor.personId}`)
        return gone
      })
      return redirect('/sign-in', 'You are signed out.', cookies)
    },
  })
