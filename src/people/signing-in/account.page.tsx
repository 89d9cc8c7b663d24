import { type Route, defineRoute, noInput, page, redirect } from '#ui'
import { z } from 'zod'
import { personSubject, visitorOf } from './account-input.ts'
import { AccountView } from './account-view.tsx'
import type { SignInSetting } from './sign-in-setting.ts'

const account = ({ signIn }: SignInSetting): Route =>
  defineRoute({
    method: 'GET',
    path: '/account',
    permission: 'signed-in',
    audit: null,
    asProduct: true,
    input: noInput,
    handle: async (_, __, request) => {
      const visitor = visitorOf(request)
      const [ways, passkeys, sessions] = await Promise.all([
        signIn.findWaysIn(visitor.personId),
        signIn.listPasskeys(visitor.personId),
        signIn.listSessions(visitor.personId),
      ])
      const body = <AccountView visitor={visitor} ways={ways} passkeys={passkeys} sessions={sessions} />
      return page({ title: 'Your account', body })
    },
  })

const endSession = ({ signIn }: SignInSetting): Route =>
  defineRoute({
    method: 'POST',
    path: '/account/sessions/end',
    permission: 'signed-in',
    audit: 'account.end-session',
    asProduct: true,
    input: z.object({ session: z.string().max(100) }),
    handle: async (ctx, { session: sessionId }, request) => {
      const visitor = visitorOf(request)
      await ctx.transaction(async (tx) => {
        const ended = await signIn.endSessions(tx, visitor.personId, { sessionId })
        if (ended > 0) await ctx.audit(tx, 'account.end-session', personSubject(visitor))
      })
      return redirect('/account', 'That session is ended.')
    },
  })

const endOthers = ({ signIn }: SignInSetting): Route =>
  defineRoute({
    method: 'POST',
    path: '/account/sessions/end-others',
    permission: 'signed-in',
    audit: 'account.end-other-sessions',
    asProduct: true,
    input: noInput,
    handle: async (ctx, _, request) => {
      const visitor = visitorOf(request)
      await ctx.transaction(async (tx) => {
        const sessions = await signIn.endSessions(tx, visitor.personId, { allBut: visitor.sessionId })
        await ctx.audit(tx, 'account.end-other-sessions', personSubject(visitor), { sessions })
      })
      return redirect('/account', 'All other sessions are ended.')
    },
  })

const removePasskey = ({ signIn }: SignInSetting): Route =>
  defineRoute({
    method: 'POST',
    path: '/account/passkeys/remove',
    permission: 'signed-in',
    audit: 'account.remove-passkey',
    asProduct: true,
    namesPatient: ['passkey'],
    input: z.object({ passkey: z.string().max(2000) }),
    handle: async (ctx, { passkey }, request) => {
      const visitor = visitorOf(request)
      await ctx.transaction(async (tx) => {
        const isRemoved = await signIn.removePasskey(tx, visitor.personId, passkey)
        if (isRemoved) await ctx.audit(tx, 'account.remove-passkey', personSubject(visitor))
      })
      return redirect('/account', 'The passkey opens nothing any more. Delete it on its device too.')
    },
  })

/**
 * What somebody sees and ends of their own. Whose it is comes from the session, never from the address: there is no page for
 * anybody else's.
 */
export const accountPages = (setting: SignInSetting): readonly Route[] => [
  account(setting),
  endSession(setting),
  endOthers(setting),
  removePasskey(setting),
]
