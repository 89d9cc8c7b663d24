import { formatDate } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  Details,
  FileField,
  Form,
  Inset,
  PageHeading,
  RadioField,
  SelectField,
  SummaryList,
  TextAreaField,
  TextField,
  Warning,
} from '#ui'
import type { ReactNode } from 'react'
import type { Table } from '#shared'
import { mayDecide } from '../deciding/decide.command.ts'
import { type Body, isMemberOn } from '../model/body.ts'
import {
  type Attendee,
  type Item,
  type Meeting,
  isSettled,
  outcomeWords,
  outcomes,
  purposeWords,
  standingDecision,
} from '../model/meeting.ts'
import { itemAddress, meetingAddress } from './addresses.ts'
import { AddAction } from './meeting-forms.tsx'

export interface ItemFacts {
  readonly item: Item
  readonly meeting: Meeting | undefined
  readonly body: Body | undefined
  readonly attendees: readonly Attendee[]
  /** Meetings of the same owner that are still to come. */
  readonly coming: readonly Meeting[]
  readonly papers: Table
  readonly history: Table
  readonly runs: boolean
  /** The asker themselves, where they are a member of the body. */
  readonly self: number | undefined
  readonly hasInterest: boolean
}

const Interests = ({ item }: ItemFacts): ReactNode =>
  item.conflicts.length === 0 ? null : (
    <Warning heading="Interests declared">
      <ul>
        {item.conflicts.map(({ memberNo, name, words }) => (
          <li key={memberNo}>
            {name} has an interest in this item and does not decide it: {words}
          </li>
        ))}
      </ul>
    </Warning>
  )

function Facts({ item, meeting }: ItemFacts): ReactNode {
  const decision = standingDecision(item)
  return (
    <SummaryList
      rows={[
        {
          key: 'On the agenda of',
          value: meeting ? (
            <a href={meetingAddress(meeting.meetingNo)}>
              {meeting.title}, {formatDate(meeting.on)}
            </a>
          ) : item.isOff ? (
            'Nothing: it was taken off'
          ) : (
            'Nothing yet: it waits for the next meeting'
          ),
        },
        { key: 'For', value: purposeWords[item.purpose] },
        ...(item.presenter === '' ? [] : [{ key: 'By', value: item.presenter }]),
        ...(item.words === '' ? [] : [{ key: 'What it is about', value: item.words }]),
        {
          key: 'Decision',
          value: decision ? (
            <>
              <strong>{outcomeWords[decision.outcome]}</strong>: {decision.words}
            </>
          ) : (
            'None yet'
          ),
        },
        ...(decision
          ? [{ key: 'Decided by', value: decision.deciders.map(({ name }) => name).join(', ') || 'Nobody named' }]
          : []),
      ]}
    />
  )
}

const Papers = ({ item }: { item: Item }): ReactNode => (
  <Details summary="Add a paper">
    <Form action={itemAddress(item.itemNo, 'papers')} files>
      <TextField name="paper_title" label="Title" hint="Empty: that of the file or the document" />
      <TextField name="document" label="Number of an issued document" width={5} numeric />
      <FileField
        name="file"
        label="Or a PDF"
        hint="It goes into the pack as it is. Look through it first: nothing in it may name a patient."
        accept=".pdf"
      />
      <Button kind="secondary">Add the paper</Button>
    </Form>
    {item.papers.length > 0 && (
      <Form action={itemAddress(item.itemNo, 'paper-out')}>
        <SelectField
          name="paper"
          label="Take one out"
          options={item.papers.map(({ paperNo, title }) => ({ value: String(paperNo), text: title }))}
        />
        <Button kind="secondary">Take it out</Button>
      </Form>
    )}
  </Details>
)

function Declare({ item, body, meeting, runs, self }: ItemFacts): ReactNode {
  const known = new Set(item.conflicts.map(({ memberNo }) => memberNo))
  const members = (body?.members ?? []).filter(
    (member) =>
      !known.has(member.memberNo) &&
      (meeting === undefined || isMemberOn(member, meeting.on)) &&
      (runs || member.memberNo === self),
  )
  if (members.length === 0) return null
  return (
    <Details summary="Declare an interest">
      <p>Whoever has an interest neither decides the item nor writes down its decision. This is not taken back.</p>
      <Form action={itemAddress(item.itemNo, 'interest')}>
        <SelectField
          name="member"
          label="Who has it"
          options={members.map(({ memberNo, name }) => ({ value: String(memberNo), text: name }))}
        />
        <TextField
          name="interest"
          label="What it is"
          hint="Like: a partner in the practice that would give the service"
        />
        <Button kind="secondary">Declare it</Button>
      </Form>
    </Details>
  )
}

function Decide({ item, attendees, meeting, hasInterest }: ItemFacts): ReactNode {
  if (isSettled(item) || !meeting) return null
  if (hasInterest)
    return (
      <Inset>
        <p>You declared an interest in this item and have left its decision. Somebody else writes it down.</p>
      </Inset>
    )
  const deciders = mayDecide(item, attendees)
  return (
    <>
      <h2 className="nhsuk-heading-m">Decide</h2>
      {deciders.length === 0 && (
        <p>
          Nobody is written down yet who may decide: say first{' '}
          <a href={meetingAddress(meeting.meetingNo, 'attendance')}>who came</a>.
        </p>
      )}
      <Form action={itemAddress(item.itemNo, 'decide')}>
        <RadioField
          name="outcome"
          label="What was decided"
          options={outcomes.map((value) => ({ value, text: outcomeWords[value] }))}
        />
        <TextAreaField
          name="words"
          label="In words"
          hint="Nothing that names a patient: it is kept for ever."
          rows={3}
        />
        {deciders.length > 0 && (
          <CheckboxField
            name="deciders"
            label="Who decided"
            hint="Members who were there; whoever has an interest is not among them."
            options={deciders.map(({ memberNo, name }) => ({ value: String(memberNo), text: name }))}
          />
        )}
        <Button>Write the decision down</Button>
      </Form>
    </>
  )
}

const TakeBack = ({ item }: { item: Item }): ReactNode => (
  <Details summary="Take the decision back">
    <Form action={itemAddress(item.itemNo, 'take-back')}>
      <TextField name="back" label="Why" hint="It stays on record with the reason." />
      <Button kind="warning">Take it back</Button>
    </Form>
  </Details>
)

const Carry = ({ item, coming }: ItemFacts): ReactNode => (
  <Details summary="Carry it on to another meeting, or take it off">
    <Form action={itemAddress(item.itemNo, 'place')}>
      <SelectField
        name="meeting"
        label="To"
        options={[
          ...coming
            .filter(({ meetingNo }) => meetingNo !== item.meetingNo)
            .map(({ meetingNo, title, on }) => ({ value: String(meetingNo), text: `${title}, ${formatDate(on)}` })),
          { value: '', text: 'No meeting: take it off' },
        ]}
      />
      <TextField name="why" label="Why" />
      <Button kind="secondary">Carry it on</Button>
    </Form>
  </Details>
)

/** An item with its papers, interests and decision, and what the asker may do about it. */
export function ItemBody(facts: ItemFacts): ReactNode {
  const { item, meeting, body, papers, history, runs } = facts
  const isOver = meeting?.state === 'cancelled'
  return (
    <>
      <PageHeading caption={meeting ? `Item of ${formatDate(meeting.on)}` : 'Item'}>{item.title}</PageHeading>
      <Interests {...facts} />
      <Facts {...facts} />
      <DataTable table={papers} sortable={false} empty="No paper goes with it." exportable={item.papers.length > 0} />
      {runs && !isOver && <Papers item={item} />}
      {!isOver && <Declare {...facts} />}
      {runs && !isOver && <Decide {...facts} />}
      {runs && standingDecision(item) && <TakeBack item={item} />}
      {runs && meeting && !isOver && <AddAction meeting={meeting} body={body} itemNo={item.itemNo} />}
      {runs && !isSettled(item) && <Carry {...facts} />}
      {item.decisions.length > 1 && <DataTable table={history} sortable={false} exportable={false} />}
    </>
  )
}
