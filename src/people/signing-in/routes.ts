import type { Route } from '#ui'
import { accountPages } from './account.page.tsx'
import { addPasskeyPages } from './add-passkey.page.tsx'
import { asInventedPage } from './as-invented.page.tsx'
import { authenticatorPages } from './authenticator.page.tsx'
import { passphrasePages } from './change-passphrase.page.tsx'
import { codePages } from './code.page.tsx'
import { firstAdministratorPages } from './first-administrator.page.tsx'
import { invitationPages } from './invitation.page.tsx'
import { passkeyPages } from './passkey.page.tsx'
import { providerPages } from './provider.page.tsx'
import type { SignInSetting } from './sign-in-setting.ts'
import { signInPages } from './sign-in.page.tsx'
import { signOutPage } from './sign-out.page.tsx'

export type { InventedPerson, NewAdministrator, SignInSetting } from './sign-in-setting.ts'

/** Every address at which somebody comes in, goes, or looks after how they come in. */
export const signInRoutes = (setting: SignInSetting): readonly Route[] => [
  ...signInPages(setting),
  ...codePages(setting),
  ...passkeyPages(setting),
  ...providerPages(setting),
  asInventedPage(setting),
  ...invitationPages(setting),
  ...firstAdministratorPages(setting),
  signOutPage(setting),
  ...accountPages(setting),
  ...passphrasePages(setting),
  ...authenticatorPages(setting),
  ...addPasskeyPages(setting),
]
