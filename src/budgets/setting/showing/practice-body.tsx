import { type Table, formatPence } from '#shared'
import { DataTable, Figures, Inset, PageHeading, usePage } from '#ui'
import type { ReactNode } from 'react'
import { type Explanation, budgetInWords } from '../explaining/explanation.ts'
import { pageOfPractice, pdfOfPractice } from './addresses.ts'
import { Waterfall } from './waterfall.tsx'

interface PracticeProps {
  readonly of: Explanation
  readonly steps: Table
  readonly lines: Table
  readonly drawn: boolean
  /** Where the activity of the base is seen, for whoever may see sums of it. */
  readonly activity: string
  readonly version: number | undefined
}

const percentText = (bp: number | null): string =>
  bp === null ? 'no history' : `${bp > 0 ? '+' : ''}${(bp / 100).toFixed(1)}%`.replace('-', '−')

function BaseLink({ href }: { href: string }): ReactNode {
  const { opens } = usePage()
  return opens(href) ? (
    <p>
      <a href={href}>The activity of the base, month by month</a>: each figure opens its lines.
    </p>
  ) : null
}

/** One practice’s budget: in a sentence, as a waterfall, line by line. */
export function PracticeBody({ of, steps, lines, drawn, activity, version }: PracticeProps): ReactNode {
  const { gain } = of
  return (
    <>
      <PageHeading caption={`${of.budgetName}, ${of.year}`}>{of.practiceName}</PageHeading>
      {drawn && (
        <>
          <Figures
            figures={[
              {
                label: 'Budget',
                value: formatPence(of.pence),
                note: `For ${of.patients.toLocaleString('en-GB')} patients`,
              },
              { label: 'Against history', value: formatPence(gain.gainPence), note: percentText(gain.gainBp) },
              {
                label: 'History from fair share',
                value: percentText(gain.distanceBp),
                note: 'Above: it spent more than its fair share',
              },
            ]}
          />
          <Inset>
            <p>{of.sentence}</p>
            <p>{of.way}</p>
          </Inset>
        </>
      )}
      <p className="app-not-printed">
        <a href={pageOfPractice(of.budgetNo, of.practice, version)}>On one page</a>, to print;{' '}
        <a href={pdfOfPractice(of.budgetNo, of.practice, version)}>the same as PDF</a>.
      </p>
      <h2 className="nhsuk-heading-m">From history to the budget</h2>
      {drawn && <Waterfall steps={of.steps} caption={`From history to the budget of ${of.practiceName}`} />}
      <DataTable table={steps} sortable={false} />
      <BaseLink href={activity} />
      <DataTable table={lines} wholePounds />
    </>
  )
}

/** The same on one page, to be printed and given to somebody: every amount to the penny. */
export function OnePage({ of, steps, lines }: Pick<PracticeProps, 'of' | 'steps' | 'lines'>): ReactNode {
  return (
    <>
      <PageHeading caption={of.commissionerName}>
        Budget of {of.practiceName} for {of.year}
      </PageHeading>
      {of.isDraft && (
        <Inset>
          <p>A draft: it is not issued.</p>
        </Inset>
      )}
      <p>
        <strong>{budgetInWords(of)}</strong>
      </p>
      <p>{of.sentence}</p>
      <p>{of.way}</p>
      <DataTable table={steps} sortable={false} exportable={false} />
      <DataTable table={lines} sortable={false} exportable={false} />
      <ul className="nhsuk-list nhsuk-list--bullet">
        {of.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p>
        Budget {of.budgetNo}, version {of.version}: {of.budgetName}.
      </p>
    </>
  )
}
