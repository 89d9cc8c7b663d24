import { accounts } from './accounts.ts'
import { makeAuth } from './better-auth.ts'
import { byProvider } from './by-provider.ts'
import { comingIn } from './coming-in.ts'
import { invitations } from './invitations.ts'
import type { Kit, SignInSetting } from './kit.ts'
import { ownChanges } from './own-changes.ts'
import { passkeys } from './passkeys.ts'
import { sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

/** Sign-in on the library's tables. Loading the library takes two thirds of a second: only whoever signs people in imports this. */
export function openSignIn(setting: SignInSetting): SignIn {
  const kit: Kit = { ...setting, auth: makeAuth(setting.db, setting) }
  return {
    ...accounts(kit),
    ...comingIn(kit),
    ...sessions(kit),
    ...ownChanges(kit),
    ...passkeys(kit),
    ...byProvider(kit),
    ...invitations(kit),
    within: (tx) => openSignIn({ ...setting, db: tx }),
  }
}
