import { type Table, formatMonth, formatPence, mayDo, toPence } from '#shared'
import type { Ctx } from '#platform'
import {
  Button,
  CheckboxField,
  DataTable,
  Details,
  DownloadLinks,
  EmptyState,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  SelectField,
  SummaryList,
  Tag,
  TextField,
  Warning,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import type { Month } from '#shared'
import type { PaymentRun } from '../run/run.ts'
import { amountInWords } from '../words/amount-in-words.ts'
import { whenWords } from '../words/when.ts'
import { billsAddress, runAddress } from './addresses.ts'
import { leftOutByReason, runStateWords } from './run-tables.ts'

const tones = { prepared: 'blue', cancelled: 'grey', approved: 'green', remitted: 'aqua-green' } as const

const eventWords: Record<PaymentRun['events'][number]['event'], string> = {
  prepared: 'Prepared by',
  cancelled: 'Cancelled by',
  approved: 'Approved by',
  remitted: 'Sent to the bank by',
  returned: 'Money taken back by',
}

const Happened = ({ run }: { run: PaymentRun }): ReactNode => (
  <SummaryList
    rows={[
      { key: 'State', value: <Tag tone={tones[run.state]}>{runStateWords[run.state]}</Tag> },
      { key: 'Total', value: <span className="app-money">{formatPence(run.totalPence)}</span> },
      { key: 'In words', value: amountInWords(run.totalPence) },
      { key: 'Lines', value: run.lines.toLocaleString('en-GB') },
      ...run.events.map(({ event, actor, at, words }) => ({
        key: eventWords[event],
        value: `${actor}, ${whenWords(at)}${words ? `: ${words}` : ''}`,
      })),
    ]}
  />
)

const Cancel = ({ run }: { run: PaymentRun }): ReactNode => (
  <Details summary="Cancel this run">
    <Form action={`${runAddress(run.runNo)}/cancel`}>
      <TextField name="words" label="Why it is cancelled" />
      <Button kind="warning">Cancel run {run.runNo}</Button>
    </Form>
  </Details>
)

const Remit = ({ run }: { run: PaymentRun }): ReactNode => (
  <Form action={`${runAddress(run.runNo)}/remit`}>
    <TextField
      name="reference"
      label="The bank’s reference"
      hint="Write it down once the bank was told to pay."
      width={20}
    />
    <Button>Write down that it was sent</Button>
  </Form>
)

const LeftOut = ({ table }: { table: Table }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">{table.caption}</h2>
    {leftOutByReason(table).map(({ why, bills, pence, table: own }) => (
      <Details
        key={own.name}
        summary={`${why} ${bills === 1 ? 'One bill' : `${bills.toLocaleString('en-GB')} bills`}, ${formatPence(toPence(pence))}`}
      >
        <DataTable table={own} sortable={false} exportable={false} hideCaption />
      </Details>
    ))}
    <DownloadLinks table={table} label="Download all of them" />
  </>
)

export interface RunFacts {
  readonly run: PaymentRun
  readonly tables: readonly Table[]
  /** What cannot be paid now, where there is any. */
  readonly leftOut: Table | undefined
  readonly scope: Ctx['scope']
}

/** A payment run: what it comes to, what became of it, what is in it, and the next step for whoever may take it. */
export const RunBody = ({ run, tables, leftOut, scope }: RunFacts): ReactNode => (
  <>
    <PageHeading caption={`Payment of ${formatMonth(run.month)}`}>Run {run.runNo}</PageHeading>
    <Happened run={run} />
    {run.paysNewLines && (
      <Inset>
        <p>It also pays lines that came to a bill after it was first paid.</p>
      </Inset>
    )}
    {run.state === 'prepared' && mayDo(scope, 'payment.approve') && (
      <p>
        <a className="nhsuk-button" href={`${runAddress(run.runNo)}/approve`}>
          Approve this run
        </a>
      </p>
    )}
    {run.state === 'prepared' && mayDo(scope, 'payment.prepare') && <Cancel run={run} />}
    {run.state === 'approved' && mayDo(scope, 'payment.prepare') && <Remit run={run} />}
    {tables.map((table) => (
      <DataTable key={table.name} table={table} />
    ))}
    {leftOut && <LeftOut table={leftOut} />}
  </>
)

/** The second step: the figures once more, in words; what is sent with it is what was seen. */
export const ApproveBody = ({ run, limit }: { run: PaymentRun; limit: string }): ReactNode => (
  <>
    <PageHeading caption={`Payment of ${formatMonth(run.month)}`}>Approve run {run.runNo}</PageHeading>
    <Warning heading="You are about to approve a payment">
      <p>
        Run {run.runNo} of {formatMonth(run.month)} pays{' '}
        <strong>
          <span className="app-money">{formatPence(run.totalPence)}</span>
        </strong>{' '}
        for {run.lines.toLocaleString('en-GB')} lines.
      </p>
      <p>
        In words: <strong>{amountInWords(run.totalPence)}</strong>.
      </p>
      <p>
        A line is paid once for ever. What is approved is not taken back; what was wrong is asked back from the
        provider.
      </p>
    </Warning>
    <p>You may approve up to {limit}.</p>
    <Form action={`${runAddress(run.runNo)}/approve`}>
      <HiddenField name="total" value={String(run.totalPence)} />
      <HiddenField name="seen" value={run.runSha} />
      <Button>Approve {formatPence(run.totalPence)}</Button>
    </Form>
    <p>
      <a href={runAddress(run.runNo)}>Go back without approving</a>
    </p>
  </>
)

interface PaymentsFacts {
  readonly table: Table
  readonly months: readonly Month[]
  readonly mayPrepare: boolean
}

/** Where the bills of the latest month are, and who may approve how much. */
function Ways({ latest }: { latest: Month }): ReactNode {
  const ways = [
    { text: `Bills of ${formatMonth(latest)}`, href: billsAddress(latest) },
    { text: 'Limits of approval', href: '/payment-limits' },
  ]
  const { opens } = usePage()
  return (
    <ul className="app-choices__list" aria-label="Look closer">
      {ways
        .filter(({ href }) => opens(href))
        .map(({ text, href }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
    </ul>
  )
}

export const PaymentsBody = ({ table, months, mayPrepare }: PaymentsFacts): ReactNode => (
  <>
    <PageHeading>Payments</PageHeading>
    {table.rows.length === 0 ? (
      <EmptyState title="Nothing was paid yet">
        <p>
          A month is imported, priced, checked and agreed by its groups; then a payment run is prepared, and somebody
          else approves it.
        </p>
      </EmptyState>
    ) : (
      <DataTable table={table} />
    )}
    {months.length > 0 && <Ways latest={months.at(-1)!} />}
    {mayPrepare && months.length > 0 && (
      <>
        <h2 className="nhsuk-heading-m">Prepare a payment run</h2>
        <Form action="/payments">
          <SelectField
            name="month"
            label="Month"
            options={months.toReversed().map((month) => ({ value: month, text: formatMonth(month) }))}
          />
          <CheckboxField
            name="new_lines"
            label="Bills that were paid before"
            options={[
              {
                value: 'yes',
                text: 'Also pay lines that came to them since',
                hint: 'Without this they are only shown.',
              },
            ]}
          />
          <Button>Prepare</Button>
        </Form>
      </>
    )}
  </>
)
