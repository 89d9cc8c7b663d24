import type { Colleague } from '#people'
import type { PlainDate, Table } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  SelectField,
  SummaryList,
  TextField,
  Warning,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import type { Election } from '../elections/elections.view.ts'
import { type Body, isMemberOn, memberKindWords } from '../model/body.ts'
import { bodyAddress, electionAddress } from './addresses.ts'
import { MemberKindField, TermsFields } from './body-forms.tsx'
import { dayHint } from './input.ts'
import { missingWords } from './meetings-tables.ts'

export interface BodyFacts {
  readonly body: Body
  readonly ownerName: string
  readonly kind: string
  readonly day: PlainDate
  readonly others: readonly Body[]
  readonly colleagues: readonly Colleague[]
  readonly members: Table
  readonly meetings: Table
  readonly elections: readonly Election[]
  readonly runs: boolean
}

function scheduleWords({ body, others }: BodyFacts): string {
  const { everyMonths, afterBody, starts, minutesLong, place } = body.terms
  const where = place === '' ? '' : `, ${place}`
  const before = others.find(({ bodyNo }) => bodyNo === afterBody)
  if (before) return `Straight after the ${before.name}, for ${minutesLong} minutes${where}`
  const often =
    everyMonths === null ? 'As it is called' : everyMonths === 1 ? 'Every month' : `Every ${everyMonths} months`
  return `${often}, at ${starts} for ${minutesLong} minutes${where}`
}

const Facts = (facts: BodyFacts): ReactNode => (
  <SummaryList
    rows={[
      { key: 'Kind', value: facts.kind },
      { key: 'Whose', value: facts.ownerName },
      { key: 'What it is for', value: facts.body.terms.purpose || 'Not said yet' },
      { key: 'Quorum', value: `${facts.body.terms.quorum} members` },
      {
        key: 'Who must be in it',
        value:
          facts.body.terms.rules.map(({ kind, least }) => `${memberKindWords[kind]}: ${least}`).join(', ') ||
          'Not said',
      },
      { key: 'Meets', value: scheduleWords(facts) },
    ]}
  />
)

const AddMember = ({ body, colleagues, day }: BodyFacts): ReactNode => (
  <Details summary="Add a member">
    <Form action={bodyAddress(body.bodyNo, 'members')}>
      <SelectField
        name="person"
        label="Somebody with an account here"
        options={[
          { value: '', text: 'Nobody: the name is below' },
          ...colleagues.map(({ personId, name, organisation }) => ({
            value: `${personId} ${organisation}`,
            text: `${name} (${organisation})`,
          })),
        ]}
      />
      <TextField name="name" label="Or somebody by name" />
      <TextField
        name="organisation"
        label="For which organisation"
        hint="The code of their practice; empty for none"
        width={10}
      />
      <MemberKindField />
      <TextField name="from" label="Member from" hint={dayHint} width={10} value={day} />
      <Button kind="secondary">Add the member</Button>
    </Form>
  </Details>
)

const Leave = ({ body, day }: BodyFacts): ReactNode => (
  <Details summary="Somebody steps down">
    <Form action={bodyAddress(body.bodyNo, 'leave')}>
      <SelectField
        name="member"
        label="Who"
        options={body.members
          .filter((member) => member.to === null)
          .map(({ memberNo, name }) => ({ value: String(memberNo), text: name }))}
      />
      <TextField name="to" label="No longer a member from" hint={dayHint} width={10} value={day} />
      <TextField name="words" label="Why" hint="Nothing that names a patient." />
      <Button kind="secondary">Write it down</Button>
    </Form>
  </Details>
)

const Plan = ({ body, day }: BodyFacts): ReactNode => (
  <Details summary="Plan its meetings ahead">
    <Form action={bodyAddress(body.bodyNo, 'plan')}>
      <TextField
        name="first"
        label={body.terms.afterBody === null ? 'First meeting on' : 'From'}
        hint={dayHint}
        width={10}
        value={day}
      />
      <TextField name="until" label="Before" hint={dayHint} width={10} />
      <Button kind="secondary">Plan them</Button>
    </Form>
  </Details>
)

const Terms = ({ body, others }: BodyFacts): ReactNode => (
  <Details summary="Change its terms">
    <Form action={bodyAddress(body.bodyNo, 'terms')}>
      <TermsFields terms={body.terms} others={others.filter(({ bodyNo }) => bodyNo !== body.bodyNo)} />
      <Button kind="secondary">Change the terms</Button>
    </Form>
    <Form action={bodyAddress(body.bodyNo, 'issue')}>
      <p>Issued, they are a document under a number: its members confirm that they read it.</p>
      <Button kind="secondary">Issue the terms as they stand</Button>
    </Form>
  </Details>
)

const Calendar = ({ body }: BodyFacts): ReactNode => (
  <Details summary="Have its dates in my calendar">
    <p>
      A calendar program asks at an address of your own; whoever knows the address sees days, hours, places and titles.
      A new address ends the one before.
    </p>
    <Form action="/meetings/calendar">
      <HiddenField name="body" value={String(body.bodyNo)} />
      <Button kind="secondary">Make an address</Button>
    </Form>
  </Details>
)

const Elections = ({ body, elections }: BodyFacts): ReactNode => {
  const address = bodyAddress(body.bodyNo, 'election')
  return (
    <>
      {(elections.length > 0 || usePage().opens(address)) && <h2 className="nhsuk-heading-m">Elections</h2>}
      <ul>
        {elections.map(({ electionNo, title }) => (
          <li key={electionNo}>
            <a href={electionAddress(electionNo)}>{title}</a>
          </li>
        ))}
        {usePage().opens(address) && (
          <li>
            <a href={address}>Open an election by member practices</a>
          </li>
        )}
      </ul>
    </>
  )
}

/** A body, whoever is in it, its meetings, and what whoever runs it may do. */
export function BodyBody(facts: BodyFacts): ReactNode {
  const { body, day, members, meetings, runs, kind } = facts
  const missing = missingWords(body, day)
  const isEmpty = !body.members.some((member) => isMemberOn(member, day))
  return (
    <>
      <PageHeading caption={kind}>{body.name}</PageHeading>
      {missing !== '' && (
        <Warning heading="Members are missing">
          <p>Its terms ask for more: {missing}.</p>
        </Warning>
      )}
      <Facts {...facts} />
      <DataTable table={members} empty="Nobody is in it yet." sortable={false} />
      {runs && <AddMember {...facts} />}
      {runs && !isEmpty && <Leave {...facts} />}
      <DataTable table={meetings} empty="No meeting is planned." exportable={false} sortable={false} />
      {runs && <Plan {...facts} />}
      {runs && <Terms {...facts} />}
      <Calendar {...facts} />
      <Elections {...facts} />
      {!runs && (
        <Inset>
          <p>Its officers change it; you see it as a member or neighbour of whose body it is.</p>
        </Inset>
      )}
    </>
  )
}
