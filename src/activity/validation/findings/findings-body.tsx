import type { Vocabulary } from '#platform'
import { type Month, type Table, formatMonth, formatPence } from '#shared'
import {
  DataTable,
  DownloadLinks,
  EmptyState,
  Figures,
  FilterForm,
  MonthPicker,
  PageHeading,
  Pagination,
  SelectField,
} from '#ui'
import type { ReactNode } from 'react'
import { findingStates } from '../answering/finding.ts'
import { confidences } from '../rules/rule.ts'
import { findingsAddress } from './addresses.ts'
import type { FindingChoices } from './finding-choices.view.ts'
import { confidenceWords, holdWords, stateWords } from './finding-words.ts'
import { holds } from './findings-input.ts'
import type { FindingsQuestion } from './findings-question.ts'
import type { FindingTotals, FindingsPage } from './findings.view.ts'

export interface FindingsShown {
  readonly question: FindingsQuestion
  readonly found: FindingsPage
  readonly table: Table
  readonly months: readonly Month[]
  readonly choices: FindingChoices
  readonly words: Vocabulary
}

const any = { value: '', text: 'All' }
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const Narrow = ({ question, choices, words }: Pick<FindingsShown, 'question' | 'choices' | 'words'>): ReactNode => (
  <FilterForm action={`/findings/${question.month}`} label="Narrow the list">
    {(['provider', 'practice'] as const).map((key) => (
      <SelectField
        key={key}
        name={key}
        label={capital(words.word(key))}
        value={question[key] ?? ''}
        options={[any, ...choices[key]]}
      />
    ))}
    <SelectField name="rule" label="Rule" value={question.rule ?? ''} options={[any, ...choices.rule]} />
    <SelectField
      name="confidence"
      label="How sure"
      value={question.confidence ?? ''}
      options={[any, ...confidences.map((value) => ({ value, text: confidenceWords[value] }))]}
    />
    <SelectField
      name="state"
      label="State"
      value={question.state ?? ''}
      options={[
        { value: '', text: 'All that stand' },
        ...findingStates.map((value) => ({ value, text: stateWords[value] })),
      ]}
    />
    <SelectField
      name="hold"
      label="Payment"
      value={question.hold ?? ''}
      options={[any, ...holds.map((value) => ({ value, text: holdWords[value] }))]}
    />
    <div className="app-filter__buttons">
      <button className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit">
        Show these findings
      </button>
      <a href={findingsAddress(question.month)}>Clear</a>
    </div>
  </FilterForm>
)

/** What the columns of values come to is what was raised and what is only told. */
const raisedNote = ({ findings, toldPence }: FindingTotals): string =>
  `${findings.toLocaleString('en-GB')} findings${toldPence === 0 ? '' : `; ${formatPence(toldPence)} besides is only told`}`

/** What was raised rule by rule, and what of it counts: the two are never mistaken for each other where they stand side by side. */
const Sums = ({ found: { totals } }: Pick<FindingsShown, 'found'>): ReactNode => (
  <Figures
    figures={[
      {
        label: 'Raised, rule by rule',
        value: formatPence(totals.raisedPence),
        note: raisedNote(totals),
      },
      {
        label: 'Counts, each line once',
        value: formatPence(totals.countedPence),
        note: `${totals.lines.toLocaleString('en-GB')} lines`,
      },
      { label: 'Not paid', value: formatPence(totals.adjustedPence), note: 'Certain, or accepted by the provider' },
      { label: 'Held', value: formatPence(totals.heldPence), note: 'Paid only once it is settled' },
    ]}
  />
)

const isNarrowed = ({ month: _month, ...rest }: FindingsQuestion): boolean =>
  Object.values(rest).some((value) => value !== undefined)

const None = ({ question }: Pick<FindingsShown, 'question'>): ReactNode => (
  <EmptyState title={isNarrowed(question) ? 'No finding is like that' : 'Nothing was found'}>
    <p>
      {isNarrowed(question)
        ? 'Clear the form to see every finding of the month.'
        : 'Either every line of this month is in order, or it has not been checked yet: “locality check” checks it.'}
    </p>
  </EmptyState>
)

export function FindingsBody({ question, found, table, months, choices, words }: FindingsShown): ReactNode {
  const { month, ...kept } = question
  const carry = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >
  return (
    <>
      <PageHeading caption={formatMonth(month)}>Findings</PageHeading>
      <MonthPicker
        months={months}
        current={month}
        action="/findings"
        carry={carry}
        href={(other) => findingsAddress(other, kept)}
      />
      <Narrow question={question} choices={choices} words={words} />
      {found.findings.length === 0 ? (
        <None question={question} />
      ) : (
        <>
          <Sums found={found} />
          <DataTable table={table} sortable={false} exportable={false} />
          <DownloadLinks table={table} label="Download every finding asked for, with all columns" />
        </>
      )}
      <Pagination page={found.page} pages={found.pages} href={(page) => findingsAddress(month, { ...kept, page })} />
    </>
  )
}
