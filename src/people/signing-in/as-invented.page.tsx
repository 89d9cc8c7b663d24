import { type Route, defineRoute, refusal } from '#ui'
import { z } from 'zod'
import { comeIn, isReply } from './come-in.ts'
import { nextField } from './next-page.ts'
import type { SignInSetting } from './sign-in-setting.ts'

const nobody = refusal(403, 'Nobody comes in here without a passphrase. Sign in with your own.')

/** Coming in as somebody invented. Outside a demonstration nothing of what was sent is even looked at. */
export const asInventedPage = (setting: SignInSetting): Route =>
  defineRoute({
    method: 'POST',
    path: '/sign-in/as-invented',
    permission: 'public',
    audit: 'sign-in',
    asProduct: true,
    input: z.object({ person: z.string().max(100), next: nextField }),
    handle: async (ctx, { person, next }, { headers }) => {
      if (!setting.isDemonstration) return nobody
      const invented = await setting.listInvented(ctx)
      if (!invented.some(({ personId }) => personId === person)) return nobody
      const { cookies } = await setting.signIn.asInvented(headers, person)
      const came = await comeIn(setting, ctx, { personId: person, cookies, by: 'demonstration', next })
      return isReply(came) ? came : refusal(403, came.message)
    },
  })
