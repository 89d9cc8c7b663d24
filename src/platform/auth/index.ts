export { idleSeconds, longestSessionMs } from './better-auth.ts'
export { openSignIn } from './open-sign-in.ts'
export { longestPassphrase, shortestPassphrase } from './passphrase.ts'
export type {
  AuthenticatorOffer,
  Cookies,
  Invitation,
  Passkey,
  ProviderName,
  Session,
  SignIn,
  SignedIn,
  WaysIn,
} from './sign-in.ts'
export { type Provider, readSignOn } from './sign-on.ts'
