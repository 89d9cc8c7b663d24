import { bodyOfText } from '#programme/documents'
import { DocumentText } from '#programme/documents/pages'
import { type Table, formatDate } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  SelectField,
  TextAreaField,
  Warning,
} from '#ui'
import type { ReactNode } from 'react'
import type { Overtaken } from '../minutes/minutes.command.ts'
import type { Minutes } from '../minutes/minutes.view.ts'
import type { Meeting } from '../model/meeting.ts'
import { meetingAddress } from './addresses.ts'

export interface MinutesShown {
  readonly meeting: Meeting
  readonly minutes: Minutes
  /** What a form begins with where nothing is saved yet. */
  readonly draft: string
  readonly runs: boolean
  readonly overtaken?: Overtaken | undefined
  readonly changes?: Table | undefined
  readonly versions: Table
  /** Later meetings of the body that may approve them. */
  readonly later: readonly Meeting[]
}

const Between = ({ overtaken, changes }: { overtaken: Overtaken; changes: Table }): ReactNode => (
  <>
    <Warning heading={`${overtaken.by} saved version ${overtaken.version} while you wrote`}>
      <p>
        Nothing is lost. What they changed is in the table; what you wrote is in the field below it. Put their changes
        into your text where you want them, then save it: it becomes version {overtaken.version + 1}.
      </p>
    </Warning>
    <DataTable table={changes} sortable={false} exportable={false} empty="They changed nothing but blank lines." />
    <Details summary={`Version ${overtaken.version} as ${overtaken.by} saved it`}>
      <pre className="app-typed">{overtaken.text}</pre>
    </Details>
  </>
)

const Edit = ({ meeting, minutes, draft, overtaken, changes }: MinutesShown): ReactNode => {
  const [latest] = minutes.versions
  const base = overtaken?.version ?? latest?.version ?? 0
  return (
    <>
      {overtaken && changes && <Between overtaken={overtaken} changes={changes} />}
      <Form action={meetingAddress(meeting.meetingNo, 'minutes')}>
        <HiddenField name="base" value={String(base)} />
        <TextAreaField
          name="text"
          label={latest ? 'The minutes' : 'The minutes, begun from what was written down'}
          hint="# Heading, ## smaller heading, - point. Nothing that names a patient."
          rows={22}
          value={latest?.text ?? draft}
        />
        <Button>Save the minutes</Button>
      </Form>
    </>
  )
}

function Approve({ meeting, minutes, later }: MinutesShown): ReactNode {
  const [latest] = minutes.versions
  if (!latest || meeting.bodyNo === null) return null
  if (later.length === 0)
    return (
      <p>
        They are approved by a later meeting of the {meeting.bodyName}; none has come yet. Its pack holds them for
        approval.
      </p>
    )
  return (
    <>
      <h2 className="nhsuk-heading-m">Approve them</h2>
      <Form action={meetingAddress(meeting.meetingNo, 'approve')}>
        <HiddenField name="version" value={String(latest.version)} />
        <SelectField
          name="at"
          label="By which meeting"
          options={later.map(({ meetingNo, title, on }) => ({
            value: String(meetingNo),
            text: `${title}, ${formatDate(on)}`,
          }))}
        />
        <Button kind="secondary">Approve version {latest.version}</Button>
      </Form>
    </>
  )
}

function Standing({ minutes }: MinutesShown): ReactNode {
  const [latest] = minutes.versions
  if (!latest)
    return (
      <Inset>
        <p>Nobody has written the minutes yet.</p>
      </Inset>
    )
  return (
    <>
      {minutes.approval ? (
        <Inset>
          <p>
            Approved, and issued as{' '}
            <a href={`/documents/${minutes.approval.documentNo}`}>document {minutes.approval.documentNo}</a>. They stand
            as they are.
          </p>
        </Inset>
      ) : (
        <Inset>
          <p>
            Draft, version {latest.version} by {latest.actor}: not approved yet.
          </p>
        </Inset>
      )}
      <DocumentText body={bodyOfText(latest.text)} />
    </>
  )
}

/** The minutes as they stand, and, for whoever runs the meeting and until they are approved, the field in which they are written. */
export function MinutesBody(shown: MinutesShown): ReactNode {
  const { meeting, minutes, runs, versions } = shown
  const isOpen = runs && !minutes.approval && meeting.state !== 'cancelled'
  return (
    <>
      <PageHeading caption={`${meeting.title}, ${formatDate(meeting.on)}`}>Minutes</PageHeading>
      {isOpen ? <Edit {...shown} /> : <Standing {...shown} />}
      {isOpen && <Approve {...shown} />}
      {minutes.versions.length > 0 && <DataTable table={versions} sortable={false} />}
    </>
  )
}
