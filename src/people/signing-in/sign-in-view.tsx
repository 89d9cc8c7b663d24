import type { ProviderName } from '#auth'
import { Button, Details, Form, HiddenField, PageHeading, PasswordField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { nextOf, withNext } from './next-page.ts'
import { PasskeyForm } from './passkey-form.tsx'
import type { InventedPerson } from './sign-in-setting.ts'

interface Next {
  readonly next: string | undefined
}

const Passphrase = ({ next }: Next): ReactNode => (
  <Form action="/sign-in">
    <TextField name="email" label="E-mail address" type="email" autoComplete="username" />
    <PasswordField name="passphrase" label="Passphrase" autoComplete="current-password" />
    <HiddenField name="next" value={nextOf(next)} />
    <Button>Sign in</Button>
  </Form>
)

/** Links, not forms: a browser follows a form of ours to no other host. */
const Providers = ({ providers, next }: Next & { providers: readonly ProviderName[] }): ReactNode =>
  providers.map(({ name, title }) => (
    <p key={name}>
      <a className="nhsuk-button nhsuk-button--secondary" href={withNext(`/sign-in/with/${name}`, next)}>
        Sign in with {title}
      </a>
    </p>
  ))

const Passkey = ({ next }: Next): ReactNode => (
  <PasskeyForm from="/sign-in/passkey/options" action="/sign-in/passkey">
    <HiddenField name="next" value={nextOf(next)} />
    <Button kind="secondary">Sign in with a passkey</Button>
  </PasskeyForm>
)

const Invented = ({ person, next }: Next & { person: InventedPerson }): ReactNode => (
  <li className="app-person">
    <div className="app-person__words">
      <strong>{person.role}</strong>
      {person.organisation ? `, ${person.organisation}` : ''}
      <br />
      <span className="app-person__sees">{person.sees}</span>
    </div>
    <Form action="/sign-in/as-invented">
      <HiddenField name="person" value={person.personId} />
      <HiddenField name="next" value={nextOf(next)} />
      <button className="nhsuk-button nhsuk-button--secondary nhsuk-button--small app-person__button" type="submit">
        Sign in<span className="nhsuk-u-visually-hidden"> as {person.name}</span>
      </button>
    </Form>
  </li>
)

const InventedPeople = ({ people, next }: Next & { people: readonly InventedPerson[] }): ReactNode => (
  <section aria-labelledby="invented-people">
    <h2 className="nhsuk-heading-m" id="invented-people">
      Invented people
    </h2>
    <p>
      Everything in this installation is invented. Choose whose work you want to see; no passphrase is asked. What each
      may do is on the page of <a href="/roles">roles</a>, once you are in.
    </p>
    <ul className="nhsuk-list app-people">
      {people.map((person) => (
        <Invented key={person.personId} person={person} next={next} />
      ))}
    </ul>
  </section>
)

interface SignInViewProps extends Next {
  readonly providers: readonly ProviderName[]
  readonly invented: readonly InventedPerson[]
}

export const SignInView = ({ next, providers, invented }: SignInViewProps): ReactNode => (
  <>
    <PageHeading>Sign in</PageHeading>
    {invented.length > 0 && <InventedPeople people={invented} next={next} />}
    {invented.length > 0 && <h2 className="nhsuk-heading-m">With an account</h2>}
    <Providers providers={providers} next={next} />
    <Passphrase next={next} />
    <Passkey next={next} />
    <p>
      <a href="/sign-in/invitation">I have a code to choose a passphrase</a>
    </p>
    <Details summary="I cannot sign in">
      <p>
        Ask an administrator of this installation: they can give you a code by which you choose a new passphrase, and
        take a lost authenticator off your account. Nobody can tell you your old passphrase.
      </p>
    </Details>
  </>
)
