import { type Table, formatDate, formatPence } from '#shared'
import {
  Button,
  DataTable,
  Details,
  EmptyState,
  Form,
  Inset,
  PageHeading,
  RadioField,
  SummaryList,
  Tag,
  TextField,
} from '#ui'
import type { ReactNode } from 'react'
import { type Change, type ChangeState, kindWords, preparedOf, endOf } from '../changing/change.ts'
import type { BudgetHead } from '../versions/budget.ts'
import { whenWords } from '../words/when.ts'
import { changeAddress, changesAddress } from './addresses.ts'
import { changeStateWords } from './changes-table.ts'

const kinds = [
  { value: 'virement', text: 'Move money between lines', hint: 'Fill in who gives, who takes it and how much.' },
  {
    value: 'list-change',
    text: 'Lists have changed',
    hint: 'Every line is shared again by the lists of the day below.',
  },
  {
    value: 'merger',
    text: 'Two practices became one',
    hint: 'Fill in the practice that gives (and ends) and the one that takes.',
  },
  {
    value: 'closure',
    text: 'A practice closed',
    hint: 'Fill in the practice, and who took its patients where you know.',
  },
  {
    value: 'new-practice',
    text: 'A new practice',
    hint: 'Fill in the practice, and from which practices its patients come.',
  },
  {
    value: 'tariff',
    text: 'Prices were restated',
    hint: 'Fill in by how many per cent, line by line. The control total changes with it.',
  },
]

const PrepareForm = ({ head }: { head: BudgetHead }): ReactNode => (
  <Form action={changesAddress(head.budgetNo)}>
    <RadioField name="kind" label="What happened?" options={kinds} />
    <TextField name="effective" label="From when it holds" hint="Like 2008-07-01" width={10} />
    <TextField name="from_practice" label="Practice that gives" hint="Its code" width={10} />
    <TextField name="from_line" label="From which line" hint="Its name or code, like planned" width={20} />
    <TextField
      name="to_practice"
      label="Practice that takes"
      hint="Its code; the same one where only the line changes"
      width={10}
    />
    <TextField name="to_line" label="For which line" width={20} />
    <TextField name="amount" label="How much" prefix="£" width={10} numeric />
    <TextField name="practice" label="Practice that closed or is new" hint="Its code" width={10} />
    <TextField name="patients" label="Patients of which practices" hint="Like “P99001 120, P99002 80”" />
    <TextField name="rates" label="Prices by line, in per cent" hint="Like “planned 2.5, emergency −1”" />
    <TextField
      name="why"
      label="Why"
      hint="An issued budget is not changed without a reason. Nothing that names a patient: it is kept for ever."
    />
    <Button>Prepare it</Button>
  </Form>
)

interface ChangesProps {
  readonly head: BudgetHead
  readonly table: Table
  readonly mayPrepare: boolean
  readonly isIssued: boolean
  /** Something was wrong with what was typed: the form stands open. */
  readonly isAgain: boolean
}

/** All changes of an issued budget, and the form for another. */
export function ChangesBody({ head, table, mayPrepare, isIssued, isAgain }: ChangesProps): ReactNode {
  return (
    <>
      <PageHeading caption={`${head.name}, ${head.year}`}>Changes in the year</PageHeading>
      {!isIssued && (
        <EmptyState title="Not issued yet">
          <p>A draft is not changed: make another one. Changes with two people begin when the budget is issued.</p>
        </EmptyState>
      )}
      {isIssued && table.rows.length === 0 && <p>Nothing was changed since the budget was issued.</p>}
      {table.rows.length > 0 && <DataTable table={table} sortable={false} />}
      {mayPrepare &&
        isIssued &&
        (isAgain ? (
          <PrepareForm head={head} />
        ) : (
          <Details summary="Prepare a change">
            <PrepareForm head={head} />
          </Details>
        ))}
    </>
  )
}

interface ChangeProps {
  readonly head: BudgetHead
  readonly change: Change
  readonly state: ChangeState
  readonly table: Table
  readonly may: { readonly approve: boolean; readonly refuse: boolean }
}

const tones = { prepared: 'blue', approved: 'green', refused: 'orange', lapsed: 'red' } as const

const EndForms = ({ change, state, may }: Pick<ChangeProps, 'change' | 'state' | 'may'>): ReactNode => (
  <section className="app-not-printed">
    {may.approve && state === 'prepared' && (
      <Form action={`${changeAddress(change.budgetNo, change.changeNo)}/approve`}>
        <Button>Approve it</Button>
      </Form>
    )}
    {may.refuse && (
      <Details summary="Refuse it, or take it back">
        <Form action={`${changeAddress(change.budgetNo, change.changeNo)}/refuse`}>
          <TextField name="why" label="Why" hint="Nothing that names a patient: it is kept for ever." />
          <Button kind="warning">Refuse it</Button>
        </Form>
      </Details>
    )}
  </section>
)

/** One change: what it moves, who prepared it, and whether somebody else approved it. */
export function ChangeBody({ head, change, state, table, may }: ChangeProps): ReactNode {
  const [prepared, end] = [preparedOf(change), endOf(change)]
  const isOpen = state === 'prepared' || state === 'lapsed'
  return (
    <>
      <PageHeading caption={`${head.name}, ${head.year}`}>{kindWords[change.kind]}</PageHeading>
      <SummaryList
        rows={[
          { key: 'State', value: <Tag tone={tones[state]}>{changeStateWords[state]}</Tag> },
          { key: 'Why', value: change.words },
          { key: 'Holds from', value: formatDate(change.effectiveFrom) },
          { key: 'Prepared', value: `${prepared.actor}, ${whenWords(prepared.at)}, from version ${change.basedOn}` },
          ...(end
            ? [
                {
                  key: end.event === 'approved' ? 'Approved' : 'Refused',
                  value: `${end.actor}, ${whenWords(end.at)}${end.words === null ? '' : `: ${end.words}`}`,
                },
              ]
            : []),
          {
            key: 'Control total',
            value:
              change.controlChangePence === 0
                ? 'Stays the same'
                : `Changes by ${formatPence(change.controlChangePence)}`,
          },
        ]}
      />
      {isOpen && !may.approve && may.refuse && (
        <Inset>
          <p>You prepared it: somebody else has to approve it.</p>
        </Inset>
      )}
      {isOpen && <EndForms change={change} state={state} may={may} />}
      <DataTable table={table} />
    </>
  )
}
