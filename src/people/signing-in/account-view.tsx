import type { Passkey, Session, WaysIn } from '#auth'
import { Button, Form, HiddenField, Inset, PageHeading, SummaryList, type Visitor } from '#ui'
import type { ReactNode } from 'react'
import { browserWords } from './browser-words.ts'
import { whenWords } from './when-words.ts'

export interface AccountFacts {
  readonly visitor: Visitor
  readonly ways: WaysIn
  readonly passkeys: readonly Passkey[]
  readonly sessions: readonly Session[]
}

const postWords = ({ title, organisation }: Visitor['posts'][number]): string =>
  organisation ? `${title}, ${organisation}` : title

const Posts = ({ visitor: { posts, post } }: { visitor: Visitor }): ReactNode =>
  posts.length === 0 ? (
    'None today'
  ) : (
    <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
      {posts.map((one) => (
        <li key={one.postId}>
          {postWords(one)}
          {one.postId === post?.postId && ' (you work in this one now)'}
        </li>
      ))}
    </ul>
  )

const secondStep = ({ hasPassphrase, hasAuthenticator }: WaysIn) => {
  if (hasAuthenticator) return { value: 'Authenticator app', text: 'Remove', href: '/account/authenticator/remove' }
  if (hasPassphrase)
    return { value: 'None: your passphrase alone lets you in', text: 'Add', href: '/account/authenticator' }
  return { value: 'Not needed: you come in without a passphrase' }
}

function Facts({ visitor, ways }: AccountFacts): ReactNode {
  const { value, text, href } = secondStep(ways)
  const passphrase = ways.hasPassphrase
    ? { value: 'Set', action: { text: 'Change', href: '/account/passphrase' } }
    : { value: 'None' }
  return (
    <SummaryList
      rows={[
        { key: 'Name', value: visitor.name },
        { key: 'E-mail address', value: visitor.email },
        { key: 'Posts', value: <Posts visitor={visitor} /> },
        { key: 'Passphrase', ...passphrase },
        {
          key: 'Programs',
          value: 'Tokens by which programs ask in your name',
          action: { text: 'See', href: '/account/tokens' },
        },
        { key: 'Second step', value, ...(text ? { action: { text, href } } : {}) },
        ...(ways.providers.length > 0 ? [{ key: 'Comes in by', value: ways.providers.join(', ') }] : []),
      ]}
    />
  )
}

const PasskeyItem = ({ passkey: { passkeyId, name, madeAt, lastUsed } }: { passkey: Passkey }): ReactNode => (
  <li className="nhsuk-u-margin-bottom-5">
    <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{name}</h3>
    <p className="nhsuk-u-margin-bottom-2">
      Added {whenWords(madeAt)}. {lastUsed ? `Last used ${whenWords(lastUsed)}.` : 'Not used yet.'}
    </p>
    <Form action="/account/passkeys/remove">
      <HiddenField name="passkey" value={passkeyId} />
      <Button kind="secondary">
        Remove<span className="nhsuk-u-visually-hidden"> the passkey {name}</span>
      </Button>
    </Form>
  </li>
)

const Passkeys = ({ passkeys }: { passkeys: readonly Passkey[] }): ReactNode => (
  <section aria-labelledby="passkeys">
    <h2 className="nhsuk-heading-m" id="passkeys">
      Passkeys
    </h2>
    {passkeys.length === 0 ? (
      <p>
        None yet. With a passkey you come in by finger, face or the number of your device: nobody can trick it out of
        you.
      </p>
    ) : (
      <ul className="nhsuk-list">
        {passkeys.map((passkey) => (
          <PasskeyItem key={passkey.passkeyId} passkey={passkey} />
        ))}
      </ul>
    )}
    <p>
      <a href="/account/passkeys/new">Add a passkey</a>
    </p>
  </section>
)

interface SessionItemProps {
  readonly session: Session
  readonly isThis: boolean
}

const SessionItem = ({ session: { sessionId, browser, since, lastUsed }, isThis }: SessionItemProps): ReactNode => (
  <li className="nhsuk-u-margin-bottom-5">
    <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">
      {browserWords(browser)}
      {isThis && ' (this one)'}
    </h3>
    <p className="nhsuk-u-margin-bottom-2">
      Signed in {whenWords(since)}, last used {whenWords(lastUsed)} or within five minutes after.
    </p>
    {!isThis && (
      <Form action="/account/sessions/end">
        <HiddenField name="session" value={sessionId} />
        <Button kind="secondary">
          End
          <span className="nhsuk-u-visually-hidden">
            {' '}
            the session in {browserWords(browser)} since {whenWords(since)}
          </span>
        </Button>
      </Form>
    )}
  </li>
)

const Sessions = ({ visitor, sessions }: AccountFacts): ReactNode => (
  <section aria-labelledby="sessions">
    <h2 className="nhsuk-heading-m" id="sessions">
      Where you are signed in
    </h2>
    <ul className="nhsuk-list">
      {sessions.map((session) => (
        <SessionItem key={session.sessionId} session={session} isThis={session.sessionId === visitor.sessionId} />
      ))}
    </ul>
    {sessions.length > 1 && (
      <Form action="/account/sessions/end-others">
        <Button kind="warning">End all others</Button>
      </Form>
    )}
    <Inset>
      <p>A session ends by itself after two hours without a click, and after twelve hours in any case.</p>
    </Inset>
  </section>
)

/** What no menu holds and everybody may open. */
const More = (): ReactNode => (
  <section aria-labelledby="more">
    <h2 className="nhsuk-heading-m" id="more">
      More
    </h2>
    <ul className="nhsuk-list">
      <li>
        <a href="/roles">What each role may do and see</a>
      </li>
      <li>
        <a href="/account/tokens">Your tokens</a>, by which a program of yours asks in your post
      </li>
      <li>
        <a href="/api">Tables for programs</a>, and how to ask for them
      </li>
    </ul>
  </section>
)

export const AccountView = (facts: AccountFacts): ReactNode => (
  <>
    <PageHeading>Your account</PageHeading>
    <Facts {...facts} />
    <Passkeys passkeys={facts.passkeys} />
    <Sessions {...facts} />
    <More />
  </>
)
