import { type Table, dayInLondon, formatDate } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  HiddenField,
  PageHeading,
  RadioField,
  SummaryList,
  Tag,
  TextField,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import {
  type Drift,
  type DriftEvent,
  effectWords,
  effects,
  itemOf,
  kindWords,
  stateOf,
  stateWords,
} from '../drift/drift.ts'
import { driftAddress } from './addresses.ts'

export interface DriftFacts {
  readonly drift: Drift
  /** Whether it is still beyond its tolerance; nothing where another room would have to say so. */
  readonly now: Table | undefined
  readonly mayAct: boolean
}

const tones = { found: 'red', 'on-agenda': 'orange', followed: 'blue', closed: 'green' } as const

const eventTitles: Readonly<Record<DriftEvent['event'], string>> = {
  'on-agenda': 'Put on the agenda',
  followed: 'Followed',
  closed: 'Closed',
  reopened: 'Opened again',
}

function Item({ event }: { event: DriftEvent }): ReactNode {
  const { opens } = usePage()
  const item = itemOf(event.reference)
  const href = `/meetings/items/${item}`
  if (item === undefined) return null
  return opens(href) ? <a href={href}>Item {item}</a> : `Item ${item}`
}

const Happened = ({ event }: { event: DriftEvent }): ReactNode => (
  <>
    {formatDate(dayInLondon(event.at))}, {event.actor}
    {event.effect && `: ${effectWords[event.effect]}`}
    {event.words !== '' && `: ${event.words}`} <Item event={event} />
  </>
)

const Where = ({ href }: { href: string }): ReactNode =>
  usePage().opens(href) ? <a href={href}>Look at it</a> : 'not for you to open'

const Facts = ({ drift }: DriftFacts): ReactNode => (
  <SummaryList
    rows={[
      { key: 'State', value: <Tag tone={tones[stateOf(drift)]}>{stateWords[stateOf(drift)]}</Tag> },
      { key: 'By how much', value: drift.reason },
      { key: 'Kind', value: kindWords[drift.kind] },
      { key: 'Found', value: `${formatDate(drift.foundOn)}, ${drift.foundBy}` },
      { key: 'Where', value: <Where href={drift.href} /> },
      ...drift.events.map((event) => ({ key: eventTitles[event.event], value: <Happened event={event} /> })),
    ]}
  />
)

const Follow = ({ drift }: DriftFacts): ReactNode => (
  <Details summary="Write down what was done">
    <Form action={driftAddress(drift.driftNo)}>
      <HiddenField name="event" value="followed" />
      <TextField name="words" label="What was done, and by whom" hint="Nothing that names a patient." />
      <Button>Write it down</Button>
    </Form>
  </Details>
)

const Close = ({ drift }: DriftFacts): ReactNode => (
  <Details summary="Close it with its effect">
    <Form action={driftAddress(drift.driftNo)}>
      <HiddenField name="event" value="closed" />
      <RadioField
        name="effect"
        label="What came of it?"
        options={effects.map((value) => ({ value, text: effectWords[value] }))}
      />
      <TextField name="words" label="In words" hint="What the action did, with a figure where there is one" />
      <Button>Close it</Button>
    </Form>
  </Details>
)

const Reopen = ({ drift }: DriftFacts): ReactNode => (
  <Details summary="Open it again">
    <Form action={driftAddress(drift.driftNo)}>
      <HiddenField name="event" value="reopened" />
      <TextField name="words" label="Why" />
      <Button kind="secondary">Open it again</Button>
    </Form>
  </Details>
)

/** What drifts, what was done about it, and the next step for whoever may take it. */
export function DriftBody(facts: DriftFacts): ReactNode {
  const { drift, now, mayAct } = facts
  const isClosed = stateOf(drift) === 'closed'
  return (
    <>
      <PageHeading caption={`Drift ${drift.driftNo}`}>{drift.title}</PageHeading>
      <Facts {...facts} />
      {now && !isClosed && (
        <DataTable
          table={now}
          sortable={false}
          exportable={false}
          empty="It is not beyond its tolerance any more: close it with its effect."
        />
      )}
      {mayAct && !isClosed && <Follow {...facts} />}
      {mayAct && !isClosed && <Close {...facts} />}
      {mayAct && isClosed && <Reopen {...facts} />}
    </>
  )
}
