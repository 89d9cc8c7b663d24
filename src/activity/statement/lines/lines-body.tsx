import type { Vocabulary } from '#platform'
import { type Month, formatMonth, formatPence } from '#shared'
import { DataTable, MonthPicker, PageHeading, Pagination, SelectField, TextField, Warning } from '#ui'
import type { ReactNode } from 'react'
import { address, linesAddress } from '../shape/addresses.ts'
import { type Filters, dimensionLabel, filterKeys, hasFilters } from '../shape/dimension.ts'
import { filtersFrom } from '../shape/filter-input.ts'
import { times } from '../shape/enumerate.ts'
import { basisWords } from './basis-words.ts'
import type { LineChoices } from './line-choices.view.ts'
import { type LinesQuestion, lineOrders, orderWords, unpriced } from './lines-question.ts'
import type { LinesPage } from './lines.view.ts'

interface LinesBodyProps {
  readonly question: LinesQuestion & { readonly page: number }
  readonly found: LinesPage
  readonly months: readonly Month[]
  readonly choices: LineChoices
  readonly words: Vocabulary
}

const filtersOf = (question: LinesQuestion): Filters => filtersFrom({ ...question })

const any = { value: '', text: 'All' }

const basisOptions = [
  any,
  { value: unpriced, text: 'Every line without a price' },
  ...Object.entries(basisWords).map(([value, text]) => ({ value, text })),
]

const orderOptions = lineOrders.map((order) => ({ value: order, text: orderWords[order] }))

const FilterForm = ({ question, choices, words }: Omit<LinesBodyProps, 'found' | 'months'>): ReactNode => (
  <form method="get" action={`/lines/${question.month}`} className="app-filter" aria-label="Narrow the list">
    {filterKeys.map((key) => (
      <SelectField
        key={key}
        name={key}
        label={dimensionLabel(key, words)}
        value={question[key] ?? ''}
        options={[any, ...choices[key]]}
      />
    ))}
    <SelectField name="basis" label="Priced as" value={question.basis ?? ''} options={basisOptions} />
    <TextField name="search" label="Line or HRG" value={question.search} />
    <SelectField name="order" label="First" value={question.order ?? 'difference'} options={orderOptions} />
    <div className="app-filter__buttons">
      <button className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit">
        Show these lines
      </button>
      <a href={linesAddress(question.month)}>Clear</a>
    </div>
  </form>
)

const isNarrowed = (question: LinesQuestion): boolean =>
  hasFilters(filtersOf(question)) || question.basis !== undefined || question.search !== undefined

/** What all the lines come to, in one sentence, so that a page of them is never taken for the whole. */
function Total({ found, question }: Pick<LinesBodyProps, 'found' | 'question'>): ReactNode {
  const { sums } = found
  const priced = sums.pricePence !== null && sums.differencePence !== null
  return (
    <p>
      {isNarrowed(question) ? 'These ' : 'All '}
      {times(sums.lines, 'line')}: billed <strong>{formatPence(sums.billedPence)}</strong>
      {priced && (
        <>
          , our price <strong>{formatPence(sums.pricePence)}</strong>, difference{' '}
          <strong>{formatPence(sums.differencePence)}</strong>
        </>
      )}
      {sums.unpricedLines > 0 && (
        <>
          ; {times(sums.unpricedLines, 'line')} billed at {formatPence(sums.unpricedBilledPence)} without a price
        </>
      )}
      .
    </p>
  )
}

/** The notes below say which version counts; the downloads say it line by line. */
const onPage = (table: LinesPage['table']): LinesPage['table'] => ({
  ...table,
  columns: table.columns.filter(({ key }) => key !== 'snapshot'),
})

export function LinesBody({ question, found, months, choices, words }: LinesBodyProps): ReactNode {
  const { basis, search, order } = question
  const kept = { basis, search, order }
  const filters = filtersOf(question)
  const carry = Object.fromEntries(
    Object.entries({ ...filters, ...kept }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>
  return (
    <>
      <PageHeading caption={formatMonth(question.month)}>Lines</PageHeading>
      <MonthPicker
        months={months}
        current={question.month}
        action="/lines"
        carry={carry}
        href={(month) => address(`/lines/${month}`, { ...filters, ...kept })}
      />
      <FilterForm question={question} choices={choices} words={words} />
      {found.warnings.length > 0 && (
        <Warning heading="Not fully priced">
          {found.warnings.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Warning>
      )}
      <Total found={found} question={question} />
      <DataTable
        table={onPage(found.table)}
        sortable={false}
        empty="No line is like that. Clear the form to see every line."
      />
      <Pagination
        page={found.page}
        pages={found.pages}
        href={(page) => linesAddress(question.month, filters, { ...kept, page })}
      />
    </>
  )
}
