import { type Month, type Table, formatMonth } from '#shared'
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
  TextField,
} from '#ui'
import type { ReactNode } from 'react'
import type { IndicatorStanding } from '../figures/indicators.view.ts'
import { formatMicro, numberOf } from '../model/amount.ts'
import type { AgainstTarget, Indicator } from '../model/indicator.ts'
import type { XmrChart } from '../spc/index.ts'
import { indicatorAddress } from './addresses.ts'
import { againstWords, assuranceWords, directionWords, kindTitles, variationWords } from './indicator-words.ts'
import { Legend, SpcChart } from './spc-chart.tsx'

export interface IndicatorFacts {
  readonly indicator: Indicator
  readonly chart: XmrChart
  readonly standing: IndicatorStanding
  readonly table: Table
  /** Small numbers are held back from the asker. */
  readonly isHidden: boolean
  readonly mayChange: boolean
  readonly months: readonly Month[]
  readonly baseline: number
}

const tones: Readonly<Record<AgainstTarget, 'green' | 'yellow' | 'red'>> = {
  met: 'green',
  within: 'yellow',
  beyond: 'red',
}

function targetWords({ target, tolerance, unit, direction }: Indicator): string {
  if (target === null) return `none; ${directionWords[direction]}`
  const beside = tolerance === 0 ? 'without tolerance' : `tolerance ${formatMicro(tolerance, unit)}`
  return `${formatMicro(target, unit)}, ${beside}; ${directionWords[direction]}`
}

const Facts = ({ indicator, standing, isHidden }: IndicatorFacts): ReactNode => {
  const { latest, against, variation, assurance } = standing
  return (
    <SummaryList
      rows={[
        {
          key: 'Latest',
          value: isHidden
            ? 'held back, as other small numbers'
            : latest
              ? `${formatMicro(latest.value, indicator.unit)}, ${formatMonth(latest.month)}`
              : 'no figure yet',
        },
        { key: 'Target', value: targetWords(indicator) },
        ...(against ? [{ key: 'Against it', value: <Tag tone={tones[against]}>{againstWords[against]}</Tag> }] : []),
        { key: 'Variation', value: variation ? variationWords[variation] : 'too few months to tell' },
        ...(assurance ? [{ key: 'Assurance', value: assuranceWords[assurance] }] : []),
        { key: 'Looked after by', value: indicator.holder },
        { key: 'Kind', value: kindTitles[indicator.kind] },
        { key: 'Source', value: indicator.source },
        {
          key: 'Code',
          value: `${indicator.code}${indicator.isClosed ? ', closed' : ''}`,
          action: { text: 'Change', href: `${indicatorAddress(indicator.indicatorNo)}/change` },
        },
      ]}
    />
  )
}

const Note = ({ indicator, months }: IndicatorFacts): ReactNode => (
  <Details summary="Write down a figure, or put one right">
    <Form action={`${indicatorAddress(indicator.indicatorNo)}/figures`}>
      <SelectField
        name="month"
        label="Month"
        options={months.map((month) => ({ value: month, text: formatMonth(month) }))}
      />
      <TextField name="value" label="Figure" hint="Like 93.4; empty takes back what is there" width={10} numeric />
      <TextField name="source" label="Where it comes from" hint="Where it is another source than usual" />
      <Button>Write it down</Button>
    </Form>
  </Details>
)

const Rebase = ({ indicator }: IndicatorFacts): ReactNode => (
  <Details summary="Let the limits begin anew">
    <p>
      Only where it is known what changed, such as another way of working or of counting. A chart never begins anew by
      itself.
    </p>
    <Form action={`${indicatorAddress(indicator.indicatorNo)}/rebase`}>
      <HiddenField name="event" value="set" />
      <SelectField
        name="beginning"
        label="From"
        options={indicator.figures
          .slice(1)
          .toReversed()
          .map(({ month }) => ({ value: month, text: formatMonth(month) }))}
      />
      <TextField name="why" label="What changed" />
      <Button kind="secondary">Begin anew</Button>
    </Form>
  </Details>
)

const Rebased = ({ indicator, mayChange }: IndicatorFacts): ReactNode =>
  indicator.rebases.map(({ month, words, actor }) => (
    <div key={month}>
      <p>
        From {formatMonth(month)} on the limits are worked out anew: {words} ({actor})
      </p>
      {mayChange && (
        <Details summary={`Undo the new beginning in ${formatMonth(month)}`}>
          <Form action={`${indicatorAddress(indicator.indicatorNo)}/rebase`}>
            <HiddenField name="event" value="dropped" />
            <HiddenField name="beginning" value={month} />
            <HiddenField name="why" value="Taken back" />
            <Button kind="secondary">Undo it</Button>
          </Form>
        </Details>
      )}
    </div>
  ))

const Close = ({ indicator }: IndicatorFacts): ReactNode => (
  <Form action={`${indicatorAddress(indicator.indicatorNo)}/close`}>
    <HiddenField name="seen" value={String(indicator.version)} />
    <HiddenField name="closed" value={indicator.isClosed ? 'no' : 'yes'} />
    <Button kind="secondary">{indicator.isClosed ? 'Open it again' : 'Close this indicator'}</Button>
  </Form>
)

const Chart = ({ indicator, chart, table, baseline }: IndicatorFacts): ReactNode => (
  <>
    {indicator.figures.length > 1 && (
      <>
        <h2 className="nhsuk-heading-m">{indicator.title}, month by month</h2>
        <SpcChart
          caption={`${indicator.title}, month by month, with its mean and limits. The table has the figures.`}
          months={indicator.figures.map(({ month }) => month)}
          chart={chart}
          unit={indicator.unit}
          target={indicator.target === null ? undefined : numberOf(indicator.target)}
        />
        <Legend chart={chart} />
        <p>
          Limits lie 2.66 times the mean change from month to month on both sides of the mean, and rest on the first{' '}
          {baseline} months. A month between them is as chance makes it; one that is not has a cause to be looked for.
        </p>
      </>
    )}
    <DataTable table={table} sortable={false} empty="No figure is written down yet." />
  </>
)

/** An indicator: how it stands, its chart with the table behind it, and the next step for whoever may take it. */
export function IndicatorBody(facts: IndicatorFacts): ReactNode {
  const { indicator, isHidden, mayChange } = facts
  return (
    <>
      <PageHeading caption={kindTitles[indicator.kind]}>{indicator.title}</PageHeading>
      <Facts {...facts} />
      {isHidden ? <p>Its figures count few, and are held back here.</p> : <Chart {...facts} />}
      <Rebased {...facts} />
      {mayChange && <Note {...facts} />}
      {mayChange && indicator.figures.length > 2 && <Rebase {...facts} />}
      {mayChange && <Close {...facts} />}
    </>
  )
}
