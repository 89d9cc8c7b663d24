import type { Month } from '#shared'
import { formatMonth } from '#shared'
import {
  Button,
  EmptyState,
  Figures,
  Form,
  HiddenField,
  MonthPicker,
  PageHeading,
  Pagination,
  SelectField,
  Warning,
} from '#ui'
import type { ReactNode } from 'react'
import { queueAddress } from '../findings/addresses.ts'
import { ItemAnswered, type ItemNames, ItemToAnswer, KeyHelp } from './queue-item-field.tsx'
import type { QueueItem } from './queue-item.ts'
import { deadlineInWords, progressInWords } from './queue-words.ts'
import type { Queue } from './queue.view.ts'
import { verdicts } from './verdict.ts'

export interface QueueShown {
  readonly queue: Queue
  readonly show: 'todo' | 'done'
  readonly items: readonly QueueItem[]
  readonly page: number
  readonly pages: number
  readonly months: readonly Month[]
  readonly names: ItemNames
  /** What was just saved can be taken back with this. */
  readonly undo?: string
  /** What was not saved, and why. */
  readonly notSaved?: readonly string[]
}

type Shown = { readonly shown: QueueShown }

const Whose = ({ queue }: Pick<QueueShown, 'queue'>): ReactNode => (
  <>
    <HiddenField name="practice" value={queue.practice} />
  </>
)

const UndoForm = ({ shown: { queue }, code, text }: Shown & { code: string; text: ReactNode }): ReactNode => (
  <Form action={`/queue/${queue.month}/undo`}>
    <Whose queue={queue} />
    <HiddenField name="undo" value={code} />
    <Button kind="secondary">{text}</Button>
  </Form>
)

const NotSaved = ({ texts }: { texts: readonly string[] }): ReactNode => (
  <Warning heading="Not saved">
    {texts.map((text) => (
      <p key={text}>{text}</p>
    ))}
  </Warning>
)

const Ways = ({ shown: { queue, show } }: Shown): ReactNode => {
  const { progress, practice, month } = queue
  const ways = [
    { key: 'todo', text: `To look at (${progress.all - progress.looked})` },
    { key: 'done', text: `Looked at (${progress.looked})` },
  ] as const
  return (
    <nav className="app-choices" aria-label="Which lines">
      <ul className="app-choices__list">
        {ways.map(({ key, text }) => (
          <li key={key}>
            {key === show ? (
              <strong aria-current="page">{text}</strong>
            ) : (
              <a href={queueAddress(month, { practice, show: key })}>{text}</a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

const restOptions = [
  { value: '', text: 'Leave them for later' },
  ...verdicts.filter(({ needsWords }) => !needsWords).map(({ name, text }) => ({ value: name, text })),
]

const ToAnswer = ({ shown: { queue, items, names, page } }: Shown): ReactNode => (
  <Form action={`/queue/${queue.month}`}>
    <Whose queue={queue} />
    <HiddenField name="page" value={String(page)} />
    <KeyHelp />
    <div data-island="queue">
      <ol className="app-queue">
        {items.map((item, at) => (
          <ItemToAnswer key={item.code} item={item} names={names} place={at + 1} />
        ))}
      </ol>
      <SelectField name="rest" label="Lines on this page for which you chose nothing" options={restOptions} />
      <Button name="step" value="check">
        Check what you chose
      </Button>
    </div>
  </Form>
)

const Answered = ({ shown }: Shown): ReactNode => (
  <ol className="app-queue">
    {shown.items.map((item) => (
      <ItemAnswered
        key={item.code}
        item={item}
        names={shown.names}
        undo={
          item.undo && (
            <UndoForm shown={shown} code={item.undo} text={`Take back the answer about line ${item.line.lineId}`} />
          )
        }
      />
    ))}
  </ol>
)

const nothing = {
  todo: {
    title: 'Nothing left to look at',
    text: 'Every line of this month that waited for your practice has been looked at. Thank you.',
  },
  none: {
    title: 'Nothing to look at yet',
    text: 'No line of your practice was billed in this month, or the month has not been checked yet. Come back after the check.',
  },
  done: { title: 'Nothing looked at yet', text: 'Start with the lines that wait: the dearest stand first.' },
} as const

function Empty({ shown: { queue, show } }: Shown): ReactNode {
  const { title, text } = show === 'todo' && queue.items.length === 0 ? nothing.none : nothing[show]
  return (
    <EmptyState title={title}>
      <p>{text}</p>
    </EmptyState>
  )
}

const List = ({ shown }: Shown): ReactNode =>
  shown.items.length === 0 ? (
    <Empty shown={shown} />
  ) : shown.show === 'todo' ? (
    <ToAnswer shown={shown} />
  ) : (
    <Answered shown={shown} />
  )

/** A practice's queue: how far it is, by when, and the lines. */
export function QueueBody({ shown }: Shown): ReactNode {
  const { queue, show, page, pages, months, names, undo, notSaved = [] } = shown
  const { month, practice } = queue
  return (
    <>
      <PageHeading caption={`${formatMonth(month)}, ${names.organisations.get(practice) ?? practice}`}>
        Lines to look at
      </PageHeading>
      {notSaved.length > 0 && <NotSaved texts={notSaved} />}
      {undo && <UndoForm shown={shown} code={undo} text="Take back what was just saved" />}
      <MonthPicker
        months={months}
        current={month}
        action="/queue"
        carry={{ practice }}
        href={(other) => queueAddress(other, { practice })}
      />
      <Figures
        figures={[{ label: 'Progress', value: progressInWords(queue.progress), note: deadlineInWords(queue.deadline) }]}
      />
      <Ways shown={shown} />
      <List shown={shown} />
      <Pagination page={page} pages={pages} href={(at) => queueAddress(month, { practice, show, page: at })} />
    </>
  )
}
