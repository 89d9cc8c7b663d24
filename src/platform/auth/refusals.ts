import { refused } from '#shared'

export const wrong = refused(
  'wrong',
  'The address and the passphrase do not belong together. Try again, or ask an administrator of this installation for a new passphrase.',
)
export const wrongPassphrase = refused('wrong', 'This is not your passphrase. Try again.')
export const wrongCode = refused(
  'wrong',
  'This code does not fit. Take the newest one that the app shows; the clock of the phone must be right.',
)
export const tooMany = refused(
  'too-many',
  'Too many sign-ins have failed. Wait a quarter of an hour and try again. If it was not you, tell an administrator.',
)
export const signedOut = refused('signed-out', 'You have been signed out meanwhile. Sign in again, then do this again.')
export const notRecent = refused(
  'wrong',
  'It is more than ten minutes since you signed in. Sign out and in again, then do this at once.',
)
export const wrongInvitation = refused(
  'wrong',
  'This code opens nothing: it is mistyped, used or too old. Type it again, or ask an administrator for a new one.',
)
export const wrongPasskey = refused(
  'wrong',
  'The passkey was not accepted. Try again, or sign in with your address and passphrase.',
)
