import type { Ctx } from '#platform'
import {
  type FormErrors,
  PageHeading,
  type PageRequest,
  type Reply,
  type Route,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { accountCrumbs, personSubject, proofField, visitorOf } from './account-input.ts'
import { ConfirmView, OfferView, Proof } from './authenticator-view.tsx'
import type { SignInSetting } from './sign-in-setting.ts'

const title = 'Add an authenticator app'
const said = (errors: FormErrors | undefined) => (errors ? { errors } : {})

const beginPage = (request: PageRequest, errors?: FormErrors): Reply =>
  page({
    title,
    breadcrumbs: accountCrumbs,
    ...said(errors),
    body: (
      <>
        <PageHeading>{title}</PageHeading>
        <p>
          An app on your phone shows a new code every half minute. Once it is added, your passphrase alone lets nobody
          in. Have the phone at hand.
        </p>
        <Proof action="/account/authenticator" email={visitorOf(request).email} button="Continue" />
      </>
    ),
  })

const removePage = (request: PageRequest, errors?: FormErrors): Reply =>
  page({
    title: 'Remove the authenticator app',
    breadcrumbs: accountCrumbs,
    ...said(errors),
    body: (
      <>
        <PageHeading>Remove the authenticator app</PageHeading>
        <p>For a new phone: remove the app here, then add the one on the new phone. The spare codes go with it.</p>
        <Proof action="/account/authenticator/remove" email={visitorOf(request).email} button="Remove it" />
      </>
    ),
  })

const confirmPage = (errors: FormErrors): Reply =>
  page({ title, breadcrumbs: accountCrumbs, body: <ConfirmView />, errors })

async function offer({ signIn }: SignInSetting, proof: string, request: PageRequest): Promise<Reply> {
  const offered = await signIn.offerAuthenticator(request.headers, proof)
  if (!offered.ok) return beginPage(request, { proof: offered.message })
  return page({ title, breadcrumbs: accountCrumbs, body: <OfferView {...offered.value} /> })
}

async function confirm({ signIn }: SignInSetting, ctx: Ctx, code: string, request: PageRequest): Promise<Reply> {
  const visitor = visitorOf(request)
  const confirmed = await ctx.transaction(async (tx) => {
    const done = await signIn.within(tx).confirmAuthenticator(request.headers, code)
    if (done.ok) await ctx.audit(tx, 'account.add-authenticator', personSubject(visitor))
    return done
  })
  if (!confirmed.ok) return confirmPage({ code: confirmed.message })
  return redirect(
    '/account',
    'The app is added: from now on its code is asked for after your passphrase.',
    confirmed.value,
  )
}

async function remove({ signIn }: SignInSetting, ctx: Ctx, proof: string, request: PageRequest): Promise<Reply> {
  const visitor = visitorOf(request)
  const removed = await ctx.transaction(async (tx) => {
    const done = await signIn.within(tx).removeAuthenticator(request.headers, proof)
    if (done.ok) await ctx.audit(tx, 'account.remove-authenticator', personSubject(visitor))
    return done
  })
  if (!removed.ok) return removePage(request, { proof: removed.message })
  return redirect('/account', 'The app is removed.', removed.value)
}

const own = { permission: 'signed-in', asProduct: true } as const
const get = { ...own, method: 'GET', audit: null, input: noInput } as const
const withProof = { ...own, method: 'POST', namesPatient: ['proof'], input: z.object({ proof: proofField }) } as const
const code = z.string().trim().min(1, 'Give the code.').max(20, 'A code has six figures.')

export const authenticatorPages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({ ...get, path: '/account/authenticator', handle: async (_, __, request) => beginPage(request) }),
  defineRoute({
    ...withProof,
    path: '/account/authenticator',
    audit: 'account.add-authenticator',
    handle: (_, { proof }, request) => offer(setting, proof, request),
    invalid: async (_, { errors }, request) => beginPage(request, errors),
  }),
  defineRoute({
    ...own,
    method: 'POST',
    path: '/account/authenticator/confirm',
    audit: 'account.add-authenticator',
    namesPatient: ['code'],
    input: z.object({ code }),
    handle: (ctx, given, request) => confirm(setting, ctx, given.code, request),
    invalid: async (_, { errors }) => confirmPage(errors),
  }),
  defineRoute({ ...get, path: '/account/authenticator/remove', handle: async (_, __, request) => removePage(request) }),
  defineRoute({
    ...withProof,
    path: '/account/authenticator/remove',
    audit: 'account.remove-authenticator',
    handle: (ctx, { proof }, request) => remove(setting, ctx, proof, request),
    invalid: async (_, { errors }, request) => removePage(request, errors),
  }),
]
