import { PasswordField } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'

/** Two fields of one name each: what is typed unseen is typed twice. */
export const newPassphraseFields = {
  passphrase: z.string().min(1, 'Choose a passphrase.').max(1000, 'A passphrase has at most 256 characters.'),
  repeated: z.string().min(1, 'Type the passphrase once more.').max(1000),
}

export const notTheSame = { repeated: 'The two are not the same. Type the passphrase once more.' }

const hint =
  'At least 15 characters: four or five words that do not belong together do well. Anything may be in it, and it may be pasted.'

export const NewPassphrase = (): ReactNode => (
  <>
    <PasswordField name="passphrase" label="New passphrase" hint={hint} autoComplete="new-password" />
    <PasswordField name="repeated" label="New passphrase once more" autoComplete="new-password" />
  </>
)

/** For the browser's own book of passphrases: whose this one is. It is sent to nobody. */
export const ForAccount = ({ email }: { email: string }): ReactNode => (
  <input type="email" autoComplete="username" value={email} readOnly hidden />
)
