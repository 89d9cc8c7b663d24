import { type Month, type Table, formatMonth, toPence } from '#shared'
import { Button, DataTable, Form, HiddenField, PageHeading } from '#ui'
import type { ReactNode } from 'react'
import type { Choice } from './posted.ts'
import type { byVerdict } from './posted.ts'
import { restated } from './queue-words.ts'

type Sums = ReturnType<typeof byVerdict>

/** What is about to be saved, by what is said. Of one practice, for its own eyes. */
export const confirmTable = (sums: Sums): Table => ({
  name: 'chosen',
  published: 'never',
  caption: 'What you chose',
  columns: [
    { key: 'verdict', label: 'You say', kind: 'text' },
    { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
    { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
  ],
  rows: sums.map(({ text, lines, billedPence }) => ({ verdict: text, lines, billed_pence: toPence(billedPence) })),
  totals: {
    verdict: 'All',
    lines: sums.reduce((count, { lines }) => count + lines, 0),
    billed_pence: toPence(sums.reduce((sum, { billedPence }) => sum + billedPence, 0)),
  },
})

interface ConfirmProps {
  readonly month: Month
  readonly practice: string
  readonly name: string
  readonly page: number
  readonly choices: readonly Choice[]
  readonly sums: Sums
}

const Kept = ({ choices }: Pick<ConfirmProps, 'choices'>): ReactNode =>
  choices.map(({ place, code, verdict, words }) => (
    <span key={place}>
      <HiddenField name={`item_${place}`} value={code} />
      <HiddenField name={`verdict_${place}`} value={verdict ?? ''} />
      <HiddenField name={`words_${place}`} value={words ?? ''} />
    </span>
  ))

/** The second step of many answers at once: how many, about how much, before anything is saved. */
export function ConfirmBody({ month, practice, name, page, choices, sums }: ConfirmProps): ReactNode {
  const total = sums.reduce((sum, { billedPence }) => sum + billedPence, 0)
  return (
    <>
      <PageHeading caption={`${formatMonth(month)}, ${name}`}>Check what you chose</PageHeading>
      <p>Nothing is saved yet. You are about to give {restated(choices.length, total)}.</p>
      <DataTable table={confirmTable(sums)} sortable={false} exportable={false} />
      <Form action={`/queue/${month}`}>
        <HiddenField name="practice" value={practice} />
        <HiddenField name="page" value={String(page)} />
        <Kept choices={choices} />
        <div data-island="confirm">
          <Button name="step" value="done">
            Save {restated(choices.length, total)}
          </Button>{' '}
          <Button kind="secondary" name="step" value="change">
            Go back and change
          </Button>
        </div>
      </Form>
    </>
  )
}
