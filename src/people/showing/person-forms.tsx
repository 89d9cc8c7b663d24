import { type PlainDate, roles } from '#shared'
import { Button, Form, SelectField, TextField } from '#ui'
import type { ReactNode } from 'react'
import type { RecordedPerson } from '../persons/recorded-person.ts'
import { personAddress } from './tables.ts'

const roleOptions = [
  { value: '', text: 'Choose a role' },
  ...roles.map(({ name, title }) => ({ value: name, text: title })),
]

/** A role at an organisation for a term. */
export const GivePostForm = ({ person, today }: { person: RecordedPerson; today: PlainDate }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Give a post</h2>
    <p>
      <a href="/roles">What each role may do and see</a>
    </p>
    <Form action={`${personAddress(person.personId)}/posts`}>
      <SelectField name="role" label="Role" options={roleOptions} />
      <TextField
        name="organisation"
        label="Organisation"
        hint="Its code or its name. Leave it empty for a post at this installation itself: an administrator or auditor of all of it."
        width={20}
      />
      <TextField name="from" label="First day" hint="For example 2008-04-01" value={today} width={10} />
      <TextField name="last_day" label="Last day" hint="Leave it empty where no end is set" width={10} />
      <Button>Give this post</Button>
    </Form>
  </>
)

const ShutOutForm = ({ person }: { person: RecordedPerson }): ReactNode => {
  const verb = person.isDisabled ? 'enable' : 'disable'
  return (
    <Form action={`${personAddress(person.personId)}/${verb}`}>
      <TextField
        name="reason"
        label={person.isDisabled ? 'Why they are let in again' : 'Why they are shut out'}
        hint="Kept with their history. You may leave it empty. Name no patient."
      />
      <Button kind={person.isDisabled ? 'secondary' : 'warning'}>
        {person.isDisabled ? 'Let in again' : 'Shut out'}
      </Button>
    </Form>
  )
}

/** Shutting out and letting in, signing out everywhere, and a new code. */
export const AccessForms = ({ person }: { person: RecordedPerson }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Access</h2>
    <p>
      {person.isDisabled
        ? 'They cannot sign in. Let in again, they have the posts whose terms still run.'
        : 'Shut out, they are signed out at once and cannot sign in. Their posts and their history stay as they are.'}
    </p>
    <ShutOutForm person={person} />
    {!person.isDisabled && (
      <>
        <p>
          After a lost telephone or computer: sign them out everywhere. After a lost passphrase: a new code. After a
          lost authenticator with its spare codes: take it off, once you have made sure who they are.
        </p>
        <Form action={`${personAddress(person.personId)}/sessions`}>
          <Button kind="secondary">Sign out everywhere</Button>
        </Form>
        <Form action={`${personAddress(person.personId)}/invite`}>
          <Button kind="secondary">Make a new code</Button>
        </Form>
        <Form action={`${personAddress(person.personId)}/second-step`}>
          <Button kind="secondary">Take the authenticator off</Button>
        </Form>
      </>
    )}
  </>
)
