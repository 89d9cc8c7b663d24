import { type PlainDate, formatDate, type Table } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  HiddenField,
  PageHeading,
  SelectField,
  SummaryList,
  Tag,
  TextAreaField,
  TextField,
} from '#ui'
import type { ReactNode } from 'react'
import { objectiveWords } from '../items/activities.ts'
import type { ItemEvent } from '../items/events.view.ts'
import { type PlanItem, statusWords } from '../items/item.ts'
import type { Milestone } from '../items/milestones.view.ts'
import type { Lead } from '../leads/lead.ts'
import { statuses } from '../timescale/timescale.ts'
import { itemAddress, settleAddress } from './addresses.ts'
import { leadWords, whenWords } from './words.ts'

export interface ItemFacts {
  readonly item: PlanItem
  readonly ownerName: string
  readonly mayRun: boolean
  readonly mayNote: boolean
  readonly events: readonly ItemEvent[]
  readonly milestones: readonly Milestone[]
  readonly waitsFor: readonly PlanItem[]
  readonly waitedFor: readonly PlanItem[]
  readonly changes: Table
  readonly today: PlainDate
}

const tones = { planned: 'white', ongoing: 'blue', complete: 'green', 'complete-ongoing': 'aqua-green' } as const

const isCertain = ({ reading }: Lead): boolean =>
  reading.kind === 'person' ||
  reading.kind === 'nobody' ||
  ((reading.kind === 'post' || reading.kind === 'body') && reading.isKnown)

const LeadsOf = ({ item, mayRun }: { item: PlanItem; mayRun: boolean }): ReactNode => (
  <ul className="nhsuk-list">
    {item.leads.map((lead, at) => (
      <li key={at}>
        {lead.choice !== null && item.leads[at - 1]?.choice === lead.choice ? 'or ' : ''}
        {leadWords(lead)}
        {lead.remark ? ` (${lead.remark})` : ''}
        {!isCertain(lead) && mayRun && (
          <>
            {' '}
            <a href={settleAddress(item.owner, lead.text)}>
              Settle<span className="nhsuk-u-visually-hidden"> who {lead.text} is</span>
            </a>
          </>
        )}
      </li>
    ))}
  </ul>
)

/** Lines of leads and of a timescale go with the lines of an objective where there are as many of them. */
function Activities({ item }: { item: PlanItem }): ReactNode {
  const { activities } = objectiveWords(item.objective)
  if (activities.length === 0) return null
  const lines = 1 + Math.max(0, ...activities.map(({ line }) => line))
  const leadLines = 1 + Math.max(0, ...item.leads.map(({ line }) => line))
  const timeLines = item.timescale.lines.length
  const beside = (line: number): string => {
    const leads =
      lines > 1 && leadLines === lines
        ? item.leads
            .filter((lead) => lead.line === line)
            .map(leadWords)
            .join(', ')
        : ''
    const time = lines > 1 && timeLines === lines ? (item.timescale.lines[line]?.text ?? '') : ''
    return [leads, time].filter(Boolean).join('; ')
  }
  return (
    <ol>
      {activities.map(({ words, line, parts }, at) => (
        <li key={at}>
          {words}
          {beside(line) !== '' && ` – ${beside(line)}`}
          {parts.length > 0 && (
            <ul>
              {parts.map((part, place) => (
                <li key={place}>{part}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

const dayWords = (day: PlainDate | null): string => (day === null ? 'No day is named' : formatDate(day))

function lateWords({ daysLate, due }: PlanItem): string {
  if (!daysLate) return dayWords(due)
  return `${dayWords(due)}, ${daysLate === 1 ? '1 day' : `${daysLate} days`} late`
}

function unreadWords({ timescale, daysAre }: PlanItem): string {
  if (timescale.problems.length > 0) return `Not read: ${timescale.problems.join('; ')}`
  if (timescale.unread.length > 0) return `Not read: ${timescale.unread.map((words) => `“${words}”`).join(', ')}`
  if (timescale.until !== null) return `Until ${timescale.until}`
  return daysAre === 'typed' ? 'The days were written by hand.' : ''
}

const Facts = ({ item, mayRun }: ItemFacts): ReactNode => (
  <SummaryList
    rows={[
      { key: 'Status', value: <Tag tone={tones[item.status]}>{statusWords[item.status]}</Tag> },
      { key: 'Who leads', value: <LeadsOf item={item} mayRun={mayRun} /> },
      { key: 'Leads as written', value: item.leadsText || 'Nobody is named' },
      { key: 'First day', value: dayWords(item.start) },
      { key: 'Last day', value: lateWords(item) },
      {
        key: 'Timescale as written',
        value: [item.timescaleText || 'None', unreadWords(item)].filter(Boolean).join('. '),
      },
      ...(item.refAsWritten === item.ref ? [] : [{ key: 'Reference as written', value: item.refAsWritten || 'none' }]),
      ...item.notes.map((note, at) => ({ key: at === 0 ? 'Noted' : `Noted (${at + 1})`, value: note })),
    ]}
  />
)

const Events = ({ events }: { events: readonly ItemEvent[] }): ReactNode =>
  events.length === 0 ? (
    <p>Nothing was said of it yet.</p>
  ) : (
    <ul className="nhsuk-list">
      {events.map(({ eventNo, status, words, by, at, isUndone, isFromFile }) => (
        <li key={eventNo}>
          <strong>{status ? statusWords[status] : 'Note'}</strong>
          {isUndone && ' (taken back)'}
          {words && `: ${words}`}
          <br />
          <span className="nhsuk-hint">{`${by}, ${whenWords(at)}${isFromFile ? ', from a file' : ''}`}</span>
        </li>
      ))}
    </ul>
  )

const Progress = ({ item, mayRun, mayNote, events }: ItemFacts): ReactNode => (
  <>
    {mayRun && (
      <Form action={`${itemAddress(item.itemNo)}/status`}>
        <SelectField
          name="status"
          label="How it stands now"
          value={item.status}
          options={statuses.map((value) => ({ value, text: statusWords[value] }))}
        />
        <TextField name="words" label="What there is to say of it" />
        <Button kind="secondary">Say so</Button>
      </Form>
    )}
    {mayRun && events.filter(({ event, isUndone }) => event === 'status' && !isUndone).length > 1 && (
      <Form action={`${itemAddress(item.itemNo)}/undo-status`}>
        <Button kind="secondary">Take back the latest status</Button>
      </Form>
    )}
    {mayNote && (
      <Form action={`${itemAddress(item.itemNo)}/note`}>
        <TextAreaField name="note" label="Note of progress" hint="Nothing that names a patient." rows={3} />
        <Button kind="secondary">Note it</Button>
      </Form>
    )}
  </>
)

const Step = ({
  itemNo,
  milestoneNo,
  step,
  text,
}: {
  itemNo: number
  milestoneNo: number
  step: string
  text: string
}): ReactNode => (
  <Form action={`${itemAddress(itemNo)}/milestones`}>
    <HiddenField name="milestone" value={String(milestoneNo)} />
    <HiddenField name="step" value={step} />
    <Button kind="secondary">{text}</Button>
  </Form>
)

const Milestones = ({ item, milestones, mayRun, today }: ItemFacts): ReactNode => (
  <>
    {milestones.map(({ milestoneNo, title, due, reachedOn }) => (
      <div key={milestoneNo}>
        <p>
          <strong>{title}</strong>, {formatDate(due)}
          {reachedOn ? `, reached on ${formatDate(reachedOn)}` : due < today ? ', not reached' : ''}
        </p>
        {mayRun && (
          <Step
            itemNo={item.itemNo}
            milestoneNo={milestoneNo}
            step={reachedOn ? 'reopened' : 'reached'}
            text={`${reachedOn ? 'Open it again' : 'It is reached'}: ${title}`}
          />
        )}
        {mayRun && (
          <Step itemNo={item.itemNo} milestoneNo={milestoneNo} step="removed" text={`Take it out: ${title}`} />
        )}
      </div>
    ))}
    {milestones.length === 0 && <p>It has no milestones.</p>}
    {mayRun && (
      <Details summary="Add a milestone">
        <Form action={`${itemAddress(item.itemNo)}/milestones`}>
          <HiddenField name="step" value="add" />
          <TextField name="title" label="What is reached then" />
          <TextField name="milestone_due" label="By which day" hint="Like 2006-03-31" width={10} />
          <Button kind="secondary">Add it</Button>
        </Form>
      </Details>
    )}
  </>
)

const titleOf = (item: PlanItem): string => `${item.ref} ${objectiveWords(item.objective).title}`

const Waiting = ({ item, waitsFor, waitedFor, mayRun }: ItemFacts): ReactNode => (
  <>
    {waitsFor.map((other) => (
      <div key={other.itemNo}>
        <p>
          It waits for <a href={itemAddress(other.itemNo)}>{titleOf(other)}</a> (
          {statusWords[other.status].toLowerCase()}).
        </p>
        {mayRun && (
          <Form action={`${itemAddress(item.itemNo)}/waits`}>
            <HiddenField name="waits_for" value={other.ref} />
            <HiddenField name="is_on" value="no" />
            <Button kind="secondary">It does not wait for {other.ref}</Button>
          </Form>
        )}
      </div>
    ))}
    {waitedFor.map((other) => (
      <p key={other.itemNo}>
        <a href={itemAddress(other.itemNo)}>{titleOf(other)}</a> waits for it.
      </p>
    ))}
    {waitsFor.length + waitedFor.length === 0 && <p>It waits for nothing, and nothing waits for it.</p>}
    {mayRun && (
      <Details summary="Say what it waits for">
        <Form action={`${itemAddress(item.itemNo)}/waits`}>
          <HiddenField name="is_on" value="yes" />
          <TextField name="waits_for" label="The reference of what it waits for" width={5} />
          <Button kind="secondary">It waits for that</Button>
        </Form>
      </Details>
    )}
  </>
)

const heading = (text: string): ReactNode => <h2 className="nhsuk-heading-m">{text}</h2>

/** An item with everything that is known of it, and what may be done. */
export const ItemBody = (facts: ItemFacts & { readonly form: ReactNode }): ReactNode => {
  const { item, ownerName, mayRun, events, changes, form } = facts
  return (
    <>
      <PageHeading caption={`${ownerName}, ${item.section || 'in no section'}`}>{titleOf(item)}</PageHeading>
      {item.isRemoved && <p>It was taken out of the plan.</p>}
      <Activities item={item} />
      <Facts {...facts} />
      {heading('Progress')}
      <Events events={events} />
      {!item.isRemoved && <Progress {...facts} />}
      {heading('Milestones')}
      <Milestones {...facts} />
      {heading('What waits for what')}
      <Waiting {...facts} />
      {mayRun && !item.isRemoved && heading('Change it')}
      {form}
      <DataTable table={changes} sortable={false} />
      {mayRun && changes.rows.length > 1 && (
        <Form action={`${itemAddress(item.itemNo)}/undo`}>
          <Button kind="secondary">Take back the latest change</Button>
        </Form>
      )}
      {mayRun && !item.isRemoved && (
        <Form action={`${itemAddress(item.itemNo)}/remove`}>
          <Button kind="warning">Take it out of the plan</Button>
        </Form>
      )}
    </>
  )
}
