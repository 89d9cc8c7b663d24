import { Button, Details, Form, HiddenField, RadioField, SelectField, TextAreaField, TextField } from '#ui'
import type { ReactNode } from 'react'
import type { Body } from '../model/body.ts'
import { isMemberOn } from '../model/body.ts'
import { type Meeting, noteKinds, noteWords, purposeWords, purposes } from '../model/meeting.ts'
import { meetingAddress } from './addresses.ts'
import { dayHint } from './input.ts'

export const AddItem = ({ meeting }: { meeting: Meeting }): ReactNode => (
  <Details summary="Add an item">
    <Form action={meetingAddress(meeting.meetingNo, 'agenda')}>
      <TextField name="title" label="What" />
      <TextAreaField name="words" label="In more words" hint="Nothing that names a patient." rows={3} />
      <SelectField
        name="purpose"
        label="For"
        options={purposes.map((value) => ({ value, text: purposeWords[value] }))}
      />
      <TextField name="presenter" label="Who presents it" width={20} />
      <Button kind="secondary">Add the item</Button>
    </Form>
  </Details>
)

/** Whoever is in the body is offered; anybody else is typed. */
export const ActionFields = ({ meeting, body }: { meeting: Meeting; body: Body | undefined }): ReactNode => (
  <>
    <TextField name="action" label="What is to be done" />
    <TextField
      name="who"
      label="Whose action"
      hint={
        body
          ? `By name; in the body are ${body.members
              .filter((member) => isMemberOn(member, meeting.on))
              .map(({ name }) => name)
              .join(', ')}.`
          : 'By name'
      }
    />
    <TextField name="due" label="Due" hint={dayHint} width={10} />
  </>
)

export const AddAction = (facts: { meeting: Meeting; body: Body | undefined; itemNo?: number }): ReactNode => (
  <Details summary="Add an action">
    <Form action={meetingAddress(facts.meeting.meetingNo, 'actions')}>
      <HiddenField name="item" value={String(facts.itemNo ?? '')} />
      <ActionFields {...facts} />
      <Button kind="secondary">Add the action</Button>
    </Form>
  </Details>
)

export const AddNotes = ({ meeting }: { meeting: Meeting }): ReactNode => (
  <Details summary="Write down what it came to">
    <Form action={meetingAddress(meeting.meetingNo, 'notes')}>
      <SelectField
        name="note_kind"
        label="Kind"
        options={noteKinds.map((value) => ({ value, text: noteWords[value] }))}
      />
      <TextAreaField name="lines" label="What" hint="One a line. Nothing that names a patient." rows={4} />
      <Button kind="secondary">Write it down</Button>
    </Form>
  </Details>
)

export const ChangeMeeting = ({ meeting }: { meeting: Meeting }): ReactNode => (
  <Details summary="It was held, is moved or cancelled">
    <Form action={meetingAddress(meeting.meetingNo, 'change')}>
      <RadioField
        name="event"
        label="What happened"
        options={[
          { value: 'held', text: 'It was held' },
          { value: 'moved', text: 'It is moved', hint: 'To the day, hour and place below' },
          { value: 'cancelled', text: 'It is cancelled', hint: 'Say why' },
        ]}
      />
      <TextField name="on" label="Day" hint={dayHint} width={10} value={meeting.on} />
      <TextField name="starts" label="Starts at" hint="Like 14:00" width={5} value={meeting.starts} />
      <TextField name="long" label="Minutes" width={4} numeric value={String(meeting.minutesLong)} />
      <TextField name="place" label="Where" value={meeting.place} />
      <TextField name="change_words" label="Words" />
      <Button kind="secondary">Write it down</Button>
    </Form>
  </Details>
)
