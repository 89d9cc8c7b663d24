import { type PlainDate, type Table, formatDate } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  Form,
  Inset,
  PageHeading,
  SummaryList,
  Tag,
  TextAreaField,
  TextField,
} from '#ui'
import type { ReactNode } from 'react'
import { countVotes } from '../elections/count.ts'
import { type Election, type ElectionStage, stageOf } from '../elections/elections.view.ts'
import { bodyAddress, electionAddress } from './addresses.ts'

export interface ElectionShown {
  readonly election: Election
  readonly day: PlainDate
  readonly practices: number
  readonly table: Table
  /** May put somebody forward; votes for their practice; counts. */
  readonly nominates: boolean
  readonly votes: boolean
  readonly counts: boolean
}

const stageWords: Readonly<Record<ElectionStage, string>> = {
  nominating: 'Names are put forward',
  voting: 'Practices vote',
  'to-count': 'To be counted',
  counted: 'Counted',
}
const tones = { nominating: 'blue', voting: 'blue', 'to-count': 'yellow', counted: 'green' } as const

const Facts = ({ election, day, practices }: ElectionShown): ReactNode => {
  const stage = stageOf(election, day)
  return (
    <SummaryList
      rows={[
        { key: 'State', value: <Tag tone={tones[stage]}>{stageWords[stage]}</Tag> },
        { key: 'To', value: <a href={bodyAddress(election.bodyNo)}>{election.bodyName}</a> },
        { key: 'Places', value: String(election.places) },
        { key: 'Names until', value: `The day before ${formatDate(election.nominationsUntil)}` },
        { key: 'Votes until', value: `The day before ${formatDate(election.votesUntil)}` },
        { key: 'Voted', value: `${election.voted} of ${practices} practices; one practice, one vote` },
        ...(election.closeWords ? [{ key: 'How it was counted', value: election.closeWords }] : []),
      ]}
    />
  )
}

const Nominate = ({ election }: ElectionShown): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Put somebody forward</h2>
    <Form action={electionAddress(election.electionNo, 'nominate')}>
      <TextField name="name" label="Name" />
      <TextField name="organisation" label="Of which practice" hint="Its code; empty for none" width={10} />
      <TextAreaField name="words" label="Why they" hint="A few sentences of theirs" rows={3} />
      <Button>Put them forward</Button>
    </Form>
  </>
)

const Vote = ({ election }: ElectionShown): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">The vote of your practice</h2>
    <Form action={electionAddress(election.electionNo, 'vote')}>
      <CheckboxField
        name="choices"
        label={election.places === 1 ? 'Choose one' : `Choose up to ${election.places}`}
        hint="Your practice votes once. Who for, nobody else sees, and nobody changes."
        options={election.nominations.map(({ nominationNo, name }) => ({ value: String(nominationNo), text: name }))}
      />
      <Button>Vote</Button>
    </Form>
  </>
)

function Count({ election }: ElectionShown): ReactNode {
  const count = countVotes(
    election.nominations.map((one) => ({ ...one, votes: one.votes ?? 0 })),
    election.places,
  )
  return (
    <>
      <h2 className="nhsuk-heading-m">Count</h2>
      <Form action={electionAddress(election.electionNo, 'count')}>
        {count.tied.length > 0 && (
          <CheckboxField
            name="lot"
            label={`Level for ${count.placesLeft} ${count.placesLeft === 1 ? 'place' : 'places'}: who was drawn`}
            hint="A lot is drawn at the general meeting."
            options={count.tied.map(({ nominationNo, name }) => ({ value: String(nominationNo), text: name }))}
          />
        )}
        <TextField name="words" label="How it was counted" hint="Who counted, and where the lot was drawn" />
        <Button>Count the votes</Button>
      </Form>
    </>
  )
}

/** An election from the first name to the count, with the step that the asker may take now. */
export function ElectionBody(shown: ElectionShown): ReactNode {
  const { election, day, table, nominates, votes, counts } = shown
  const stage = stageOf(election, day)
  return (
    <>
      <PageHeading caption="Election">{election.title}</PageHeading>
      <Facts {...shown} />
      <DataTable
        table={table}
        sortable={false}
        empty="Nobody was put forward yet."
        exportable={table.rows.length > 0}
      />
      {stage === 'nominating' && nominates && <Nominate {...shown} />}
      {stage === 'voting' && votes && election.ownChoices === null && election.nominations.length > 0 && (
        <Vote {...shown} />
      )}
      {election.ownChoices !== null && (
        <Inset>
          <p>
            Your practice voted for{' '}
            {election.nominations
              .filter(({ nominationNo }) => election.ownChoices!.includes(nominationNo))
              .map(({ name }) => name)
              .join(', ')}
            .
          </p>
        </Inset>
      )}
      {stage === 'to-count' && counts && <Count {...shown} />}
    </>
  )
}
