import { formatDate } from '#shared'
import { DataTable, PageHeading, SummaryList, Tag, usePage } from '#ui'
import type { ReactNode } from 'react'
import { type Meeting, type MeetingState, meetingKindWords, quorumOf, stateWords } from '../model/meeting.ts'
import { endOf } from '../model/schedule.ts'
import { bodyAddress, meetingAddress } from './addresses.ts'
import type { MeetingFacts } from './facts.view.ts'
import { AddAction, AddItem, AddNotes, ChangeMeeting } from './meeting-forms.tsx'
import type { MeetingTablesShown } from './meeting.page.tsx'

const tones = { planned: 'blue', held: 'green', cancelled: 'red' } as const satisfies Record<MeetingState, string>

export const whenWords = ({ on, starts, minutesLong, place }: Meeting): string =>
  `${formatDate(on)}, ${starts} to ${endOf(starts, minutesLong)}${place === '' ? '' : `, ${place}`}`

/** Whether enough were there; before anybody is written down there is nothing to say. */
export function quorumWords({ meeting, body, attendees }: MeetingFacts): string {
  if (!body) return 'No body meets, so nothing is decided by a quorum'
  const { needed, present, isMet } = quorumOf(attendees, body.terms.quorum, meeting.kind)
  if (attendees.length === 0) return `${needed} needed; who came is not written down yet`
  const there = `${present} ${meeting.kind === 'general-meeting' ? 'practices' : 'members'} there, ${needed} needed`
  return `${there}: ${isMet ? 'it may decide' : 'it may not decide'}`
}

function minutesWords({ minutes }: MeetingFacts): string {
  if (minutes.approval) return `Approved, as document ${minutes.approval.documentNo}`
  const [latest] = minutes.versions
  return latest ? `Draft, version ${latest.version} by ${latest.actor}` : 'Not written yet'
}

const Facts = (facts: MeetingFacts): ReactNode => {
  const { meeting, owners } = facts
  return (
    <SummaryList
      rows={[
        {
          key: 'State',
          value: (
            <>
              <Tag tone={tones[meeting.state]}>{stateWords[meeting.state]}</Tag> {meeting.stateWords}
            </>
          ),
        },
        { key: 'When and where', value: whenWords(meeting) },
        {
          key: 'Who meets',
          value: meeting.bodyNo === null ? meeting.about : <a href={bodyAddress(meeting.bodyNo)}>{meeting.bodyName}</a>,
        },
        { key: 'Whose', value: owners.seen.find(({ code }) => code === meeting.owner)?.name ?? meeting.owner },
        { key: 'Quorum', value: quorumWords(facts) },
        { key: 'Papers', value: meeting.packSentOn ? `Sent on ${formatDate(meeting.packSentOn)}` : 'Not sent yet' },
        { key: 'Minutes', value: minutesWords(facts) },
      ]}
    />
  )
}

function Ways({ meeting }: { meeting: Meeting }): ReactNode {
  const { opens } = usePage()
  const ways = [
    { text: 'Board pack', href: meetingAddress(meeting.meetingNo, 'pack') },
    { text: 'Who came', href: meetingAddress(meeting.meetingNo, 'attendance') },
    { text: 'Minutes', href: meetingAddress(meeting.meetingNo, 'minutes') },
  ]
  return (
    <ul className="app-choices__list" aria-label="Parts of this meeting">
      {ways
        .filter(({ href }) => opens(href))
        .map(({ text, href }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
    </ul>
  )
}

const hasNotes = ({ meeting, notes }: MeetingFacts): boolean =>
  notes.length > 0 || meeting.kind === 'workshop' || meeting.kind === 'visit'

/** A meeting on one page, with what whoever runs it may add. */
export function MeetingBody({ facts, tables }: { facts: MeetingFacts; tables: MeetingTablesShown }): ReactNode {
  const { meeting, body, runs } = facts
  const isOn = runs && meeting.state !== 'cancelled'
  return (
    <>
      <PageHeading caption={`${meetingKindWords[meeting.kind]}, ${formatDate(meeting.on)}`}>
        {meeting.title}
      </PageHeading>
      <Ways meeting={meeting} />
      <Facts {...facts} />
      <DataTable
        table={tables.agendaShown}
        sortable={false}
        empty="Nothing is on the agenda yet."
        exportable={tables.agenda.rows.length > 0}
      />
      {isOn && <AddItem meeting={meeting} />}
      {hasNotes(facts) && <DataTable table={tables.notes} sortable={false} empty="Nothing is written down yet." />}
      {isOn && hasNotes(facts) && <AddNotes meeting={meeting} />}
      <DataTable
        table={tables.actionsShown}
        sortable={false}
        empty="No action was asked for yet."
        exportable={tables.actions.rows.length > 0}
      />
      {isOn && <AddAction meeting={meeting} body={body} />}
      {facts.attendees.length > 0 && <DataTable table={tables.attendance} sortable={false} />}
      {runs && meeting.state === 'planned' && <ChangeMeeting meeting={meeting} />}
    </>
  )
}
