import { formatDate } from '#shared'
import { Button, Details, Form, HiddenField, RadioField, SelectField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { type Appointment, outcomeOf } from '../appointing/appointment.ts'
import { type NamedPerson, isHere } from '../persons/named-person.ts'
import { fitOf } from '../skills/match.ts'
import type { RoleFacts } from './role-body.tsx'
import { roleAddress } from './addresses.ts'

/** Persons who are here, those who fit the role best first, with how many of its skills they have. */
function candidates({ role, persons, held, on }: RoleFacts): { value: string; text: string }[] {
  const fit = (person: NamedPerson) => fitOf(role, held, person.personNo)
  return persons
    .filter((person) => isHere(person, on))
    .toSorted((a, b) => fit(b).essential - fit(a).essential || fit(b).all - fit(a).all)
    .map((person) => {
      const { all, askedAll } = fit(person)
      const skills = askedAll === 0 ? '' : `, ${all} of ${askedAll} skills`
      return { value: String(person.personNo), text: `${person.name}${skills}` }
    })
}

const Who = (facts: RoleFacts): ReactNode => (
  <>
    <SelectField
      name="person"
      label="Who"
      hint="Those who have most of the skills first"
      options={[{ value: '', text: 'Somebody new, named below' }, ...candidates(facts)]}
    />
    <TextField name="name" label="Name of somebody new" />
  </>
)

const Invite = (facts: RoleFacts): ReactNode => (
  <Details summary="Invite somebody to apply">
    <Form action={`${roleAddress(facts.role.roleNo)}/invite`}>
      <Who {...facts} />
      <TextField name="on" label="Day of the letter" hint="Like 2008-04-01" value={facts.on} width={10} />
      <TextField name="words" label="Words" hint="Nothing that names a patient." />
      <Button kind="secondary">Write down the invitation</Button>
    </Form>
  </Details>
)

const Give = (facts: RoleFacts): ReactNode => (
  <Details summary="Give the role to somebody straight away">
    <p>As where a group elects its lead, or somebody goes on for another term.</p>
    <Form action={`${roleAddress(facts.role.roleNo)}/terms`}>
      <Who {...facts} />
      <TextField name="from" label="First day" hint="Like 2008-04-01" width={10} />
      <TextField name="last_day" label="Last day" hint="Empty where no end is set" width={10} />
      <Button kind="secondary">Give the role</Button>
    </Form>
  </Details>
)

const Step = ({ role, appointment, on }: RoleFacts & { appointment: Appointment }): ReactNode => (
  <Details summary={`${appointment.name}: interview or outcome`}>
    <Form action={`/leads/appointments/${appointment.appointmentNo}`}>
      <HiddenField name="role" value={String(role.roleNo)} />
      <RadioField
        name="event"
        label="What is to be written down?"
        options={[
          { value: 'interview-set', text: 'The interview is set for the day below' },
          { value: 'appointed', text: 'Appointed', hint: 'Say from when, and until when.' },
          { value: 'not-appointed', text: 'Not appointed', hint: 'Say why.' },
          { value: 'declined', text: 'Declined the invitation' },
          { value: 'withdrawn', text: 'The invitation is withdrawn', hint: 'Say why.' },
        ]}
      />
      <TextField name="on" label="Day" hint="Like 2008-04-01" value={on} width={10} />
      <TextField name="from" label="First day in the role" hint="Where appointed" width={10} />
      <TextField name="last_day" label="Last day in the role" hint="Empty where no end is set" width={10} />
      <TextField name="words" label="Words" hint="Nothing that names a patient." />
      <Button kind="secondary">Write it down</Button>
    </Form>
  </Details>
)

const End = ({ role, term }: RoleFacts): ReactNode =>
  term ? (
    <Details summary={`Set or take back the last day of ${term.holder.name}`}>
      <Form action={`${roleAddress(role.roleNo)}/end`}>
        <HiddenField name="term" value={String(term.termNo)} />
        <TextField
          name="last_day"
          label="Last day"
          hint={`Like ${term.to ?? '2008-03-31'}; empty where no end is set. A day before ${formatDate(term.from)} says it was never held.`}
          width={10}
        />
        <TextField name="words" label="Why" hint="As: steps down by the schedule. Nothing that names a patient." />
        <Button kind="secondary">Set it</Button>
      </Form>
    </Details>
  ) : null

const Close = ({ role }: RoleFacts): ReactNode => (
  <Details summary={role.isClosed ? 'Open this role again' : 'Close this role'}>
    <Form action={`${roleAddress(role.roleNo)}/close`}>
      <HiddenField name="seen" value={String(role.version)} />
      <HiddenField name="closed" value={role.isClosed ? 'no' : 'yes'} />
      <TextField name="words" label="Why" />
      <Button kind={role.isClosed ? 'secondary' : 'warning'}>{role.isClosed ? 'Open it again' : 'Close it'}</Button>
    </Form>
  </Details>
)

/** Invitation, interview, outcome, terms and their ends: for those who appoint. */
export const Appointing = (facts: RoleFacts): ReactNode => (
  <section aria-label="Appointing">
    <h2 className="nhsuk-heading-m">Appoint, hand over, step down</h2>
    {facts.appointments
      .filter((appointment) => !outcomeOf(appointment))
      .map((appointment) => (
        <Step key={appointment.appointmentNo} {...facts} appointment={appointment} />
      ))}
    {!facts.role.isClosed && <Invite {...facts} />}
    {!facts.role.isClosed && <Give {...facts} />}
    <End {...facts} />
    <Close {...facts} />
  </section>
)
