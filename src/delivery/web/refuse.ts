import { type Reply, type Route, redirect } from '#ui'
import { problemPage } from './error-page.tsx'
import { type Admitted, decide } from './gate.ts'
import { navigationFor } from './navigation.ts'
import type { WebSetting } from './web-setting.ts'

/** Holds nothing of what was asked for, whether it is there or not. */
export const notAllowed: Reply = problemPage({
  status: 403,
  message:
    'The post in which you work does not allow this. If you hold another, switch to it; ' +
    'if you need it for your work, ask an administrator.',
})

const signedOut: Reply = problemPage({
  status: 401,
  title: 'Sign in first',
  message:
    'Nobody is signed in here any more, so nothing was done. Sign in, load the page again and send it once more.',
})

/** Only a page that somebody would look at again is worth coming back to; a download is asked for anew. */
const isComingBack = (route: Route, url: URL): boolean => route.method === 'GET' && !url.searchParams.has('format')

const toSignIn = ({ pathname, search }: URL): Reply =>
  redirect(pathname === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: `${pathname}${search}` })}`)

/** Home is the first page of the menu that somebody may see. */
function firstPage(setting: WebSetting, admitted: Admitted): Reply | undefined {
  const first = navigationFor(setting.routes, admitted, '/').find(({ href }) => href !== '/')
  return first && redirect(first.href)
}

async function keepRefusal({ method, path, permission }: Route, { ctx }: Admitted): Promise<void> {
  await ctx.transaction((tx) => ctx.audit(tx, 'access.refused', `${method} ${path}`, { permission }))
}

/** Why somebody may not use an address now; nothing where they may. It is decided before the address is read any further. */
export async function refusalOf(
  route: Route,
  url: URL,
  admitted: Admitted,
  setting: WebSetting,
): Promise<Reply | undefined> {
  switch (decide(route.permission, admitted)) {
    case 'let-in':
      return undefined
    case 'sign-in':
      return isComingBack(route, url) ? toSignIn(url) : signedOut
    case 'prove':
      return redirect('/account', {
        kind: 'information',
        text: 'A passphrase alone is not enough here. Add an authenticator app or a passkey, then sign in with it.',
      })
    case 'refuse': {
      const first = route.path === '/' ? firstPage(setting, admitted) : undefined
      if (first) return first
      await keepRefusal(route, admitted)
      return notAllowed
    }
  }
}
