import { lineTitle } from '#budgets/envelope'
import { type FinancialYear, formatPence, formatPounds, toPence } from '#shared'
import {
  Button,
  DataTable,
  Details,
  EmptyState,
  Figures,
  Form,
  type FormErrors,
  HiddenField,
  Inset,
  PageHeading,
  Warning,
} from '#ui'
import type { ReactNode } from 'react'
import type { Built } from '../building/built.ts'
import { wayWords } from '../building/way.ts'
import { adjustmentsAddress } from './addresses.ts'
import { ChooseForm, SaveForm } from './choose-form.tsx'
import type { GainsTables } from './gains-tables.ts'
import { GainsView } from './gains-view.tsx'
import type { Names } from './names.view.ts'
import type { TypedWay } from './way-fields.ts'

export interface Chosen {
  readonly errors?: FormErrors
  readonly refusal?: string
  readonly built?: Built
  readonly tables?: GainsTables
  readonly names?: Names
}

interface ChooseProps {
  readonly years: readonly FinancialYear[]
  readonly year: FinancialYear | undefined
  readonly typed: TypedWay
  readonly result: Chosen
  readonly drawn: boolean
  readonly maySave: boolean
}

/** Offers to price the base at the year’s prices, where that is still to be done. */
const PriceBase = ({ year, typed }: { year: FinancialYear; typed: TypedWay }): ReactNode => (
  <Warning heading="The base year is not at the year’s prices yet">
    <p>There is a price list of {year}, and the activity of the base was not priced by it. It takes some seconds.</p>
    <Form action="/budgets/base">
      <HiddenField name="year" value={year} />
      <HiddenField name="from" value={typed.from} />
      <HiddenField name="to" value={typed.to} />
      <Button kind="secondary">Price the base year</Button>
    </Form>
  </Warning>
)

function Result({
  built,
  tables,
  names,
  drawn,
}: {
  built: Built
  tables: GainsTables
  names: Names
  drawn: boolean
}): ReactNode {
  const { practices, groups, practiceTable, groupTable, lineTable, whyTable } = tables
  const gaining = practices.filter(({ gainPence }) => gainPence > 0)
  const losing = practices.filter(({ gainPence }) => gainPence < 0)
  const moved = gaining.reduce((sum, { gainPence }) => sum + gainPence, 0)
  return (
    <>
      <Figures
        figures={[
          {
            label: 'To share',
            value: formatPounds(built.envelope.controlTotalPence),
            note: `${formatPence(built.envelope.controlTotalPence)}; held back before: ${formatPence(built.envelope.topSlicedPence)}`,
          },
          { label: 'Practices that gain', value: gaining.length, note: 'Against history brought to the same money' },
          { label: 'Practices that give up', value: losing.length },
          { label: 'Money that moves', value: formatPounds(toPence(moved)) },
        ]}
      />
      <Inset>
        <p>{wayWords(built.way, lineTitle)}</p>
      </Inset>
      <h2 className="nhsuk-heading-m">By practice</h2>
      <GainsView
        gains={practices}
        table={practiceTable}
        caption="Gains and losses of practices against history"
        nameOf={names.of}
        drawn={drawn}
      />
      <Details summary="Why each practice has what it has">
        <DataTable table={whyTable} hideCaption sortable={false} />
      </Details>
      <h2 className="nhsuk-heading-m">By group</h2>
      <GainsView
        gains={groups}
        table={groupTable}
        caption="Gains and losses of groups against history"
        nameOf={names.group}
        drawn={drawn}
      />
      <DataTable table={lineTable} wholePounds />
    </>
  )
}

/** The methods side by side for every practice, as a choice is changed. */
export function ChooseBody({ years, year, typed, result, drawn, maySave }: ChooseProps): ReactNode {
  const { built, tables, names } = result
  return (
    <>
      <PageHeading caption={year}>Compare the methods</PageHeading>
      {year === undefined ? (
        <EmptyState title="There is no envelope yet">
          <p>Import the year’s money by line first: “locality import envelope FILE --year 2008/09”.</p>
        </EmptyState>
      ) : (
        <ChooseForm years={years} year={year} typed={typed} />
      )}
      {year !== undefined && !built && !result.errors && (
        <Inset>
          <p>{result.refusal ?? `There is no envelope of ${year}: import one, or choose another year.`}</p>
        </Inset>
      )}
      {year !== undefined && built?.base.prices === 'waiting' && <PriceBase year={year} typed={typed} />}
      {built && tables && names && <Result built={built} tables={tables} names={names} drawn={drawn} />}
      {year !== undefined && built && maySave && <SaveForm year={year} typed={typed} />}
      {year !== undefined && built && (
        <p>
          Growth, full-year effects and anything else that history does not know:{' '}
          <a href={adjustmentsAddress(year)}>adjust history</a>.
        </p>
      )}
    </>
  )
}
