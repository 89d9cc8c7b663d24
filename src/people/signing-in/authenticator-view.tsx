import type { AuthenticatorOffer } from '#auth'
import { Button, Form, PageHeading, PasswordField, TextField, Warning } from '#ui'
import type { ReactNode } from 'react'
import { CodePicture } from './code-picture.tsx'
import { ForAccount } from './new-passphrase.tsx'

interface ProofProps {
  readonly action: string
  readonly email: string
  readonly button: string
}

/** Asks for the passphrase once more before something changes. */
export const Proof = ({ action, email, button }: ProofProps): ReactNode => (
  <Form action={action}>
    <ForAccount email={email} />
    <PasswordField name="proof" label="Your passphrase" autoComplete="current-password" />
    <Button>{button}</Button>
  </Form>
)

const Confirm = (): ReactNode => (
  <Form action="/account/authenticator/confirm">
    <TextField
      name="code"
      label="Code that the app shows now"
      hint="Six figures. With it the second step begins."
      width={10}
      autoComplete="one-time-code"
    />
    <Button>Begin using it</Button>
  </Form>
)

const inFours = (text: string): string => text.match(/.{1,4}/g)?.join(' ') ?? text

export const OfferView = ({ uri, secret, spareCodes }: AuthenticatorOffer): ReactNode => (
  <>
    <PageHeading>Add an authenticator app</PageHeading>
    <h2 className="nhsuk-heading-m">1. Show this to the app</h2>
    <CodePicture text={uri} label="Picture for the authenticator app; the same stands below as letters" />
    <p>
      Or type this into the app: <span className="app-secret">{inFours(secret)}</span>
    </p>
    <h2 className="nhsuk-heading-m">2. Keep these spare codes</h2>
    <p>If the phone is lost, each of them lets you in once. Print them or put them where your passphrases are.</p>
    <ul className="app-codes">
      {spareCodes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
    <Warning heading="Shown once">
      <p>Neither the picture nor the codes are shown again after this page.</p>
    </Warning>
    <h2 className="nhsuk-heading-m">3. Give a code</h2>
    <Confirm />
  </>
)

/** After a code that did not fit: what was shown is shown no more, but the app has it. */
export const ConfirmView = (): ReactNode => (
  <>
    <PageHeading>Give a code from the app</PageHeading>
    <Confirm />
    <p>
      <a href="/account/authenticator">Begin again with a new picture</a>
    </p>
  </>
)
