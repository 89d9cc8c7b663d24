import { type Table, toMonth, toPence } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  Details,
  EmptyState,
  Figures,
  FileField,
  Form,
  Inset,
  Money,
  MonthPicker,
  PageHeading,
  Pagination,
  ProgressBar,
  RadioField,
  type Route,
  SelectField,
  Steps,
  SummaryList,
  Tag,
  TextField,
  Warning,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'

const months = ['2007-04', '2007-05', '2007-06', '2007-07', '2007-08', '2007-09', '2007-10'].map(toMonth)

const statement: Table = {
  name: 'statement',
  caption: 'Billed and priced by practice, October 2007',
  columns: [
    { key: 'code', label: 'Code', kind: 'code' },
    { key: 'practice', label: 'Practice', kind: 'text' },
    { key: 'lines', label: 'Lines', kind: 'count' },
    { key: 'billed_pence', label: 'Billed', kind: 'pence' },
    { key: 'price_pence', label: 'Our price', kind: 'pence' },
    { key: 'difference_pence', label: 'Difference', kind: 'pence' },
    { key: 'share', label: 'Share of billed', kind: 'percent' },
    { key: 'received', label: 'Received', kind: 'date' },
  ],
  rows: Array.from({ length: 9 }, (_, at) => ({
    code: `A8100${at + 1}`,
    practice: [
      'Alder Lane Surgery',
      'Beech Road Medical Centre',
      'The Old School Practice, Cedarbrook and Dunmere',
      'Elm Tree Surgery',
    ][at % 4]!,
    lines: 1234 * (at + 1),
    billed_pence: toPence(12_345_678 * (at + 1)),
    price_pence: at === 6 ? null : toPence(12_000_123 * (at + 1)),
    difference_pence: at === 6 ? null : toPence((345_555 - at * 90_000) * (at + 1)),
    share: 2.2 * (at + 1),
    received: '2007-11-12',
    links: { practice: `/practices/A8100${at + 1}`, lines: '/lines', billed_pence: '/lines' },
  })),
  totals: {
    code: 'Total',
    practice: null,
    lines: 55_530,
    billed_pence: toPence(555_555_510),
    price_pence: toPence(456_004_674),
    difference_pence: toPence(12_345_678),
    share: 100,
    received: null,
  },
  notes: [
    'Freeze for eleven of twelve providers; flex for one. Priced on 12 November 2007 with the national list of 2007/08.',
    'One practice has lines without a price: they are left out of the difference.',
  ],
}

const Overview = () => (
  <>
    <PageHeading caption="October 2007">What was billed</PageHeading>
    <MonthPicker
      months={months}
      current={toMonth('2007-09')}
      action="/gallery"
      href={(month) => `/gallery?month=${month}`}
    />
    <Figures
      figures={[
        {
          label: 'Billed',
          value: <Money pence={toPence(555_555_510)} whole />,
          note: '55,530 lines from 12 providers',
        },
        { label: 'Our price', value: <Money pence={toPence(543_209_832)} whole />, note: 'National list of 2007/08' },
        {
          label: 'Difference',
          value: <Money pence={toPence(12_345_678)} whole />,
          note: '2.2% of what was billed',
          href: '/lines',
        },
      ]}
    />
    <Warning heading="Two providers have not sent September">
      <p>Northgate Hospital and Southmoor Hospital are late by 9 days.</p>
    </Warning>
    <DataTable table={statement} />
    <Pagination page={4} pages={12} href={(at) => `/gallery?page=${at}`} />
  </>
)

const working = [
  {
    words: 'HRG H80 as an emergency stay, in the national list of 2007/08, valid from 1 April 2007',
    amount: <Money pence={toPence(524_400)} />,
  },
  {
    words: '23 days in hospital; the price covers 18; 5 days beyond it at £211.00 each',
    amount: <Money pence={toPence(105_500)} />,
  },
  { words: 'Times the provider’s market forces factor, 1.061234', amount: <Money pence={toPence(668_471)} /> },
]

const Facts = () => (
  <>
    <PageHeading caption="Line L000123">How this price was made</PageHeading>
    <Steps
      steps={working}
      result={{ words: 'Our price, rounded once at the end', amount: <Money pence={toPence(668_471)} /> }}
    />
    <SummaryList
      rows={[
        { key: 'Provider', value: 'Northgate Hospital (RAL)', action: { text: 'Change', href: '/provider' } },
        { key: 'State', value: <Tag tone="green">Priced</Tag> },
        { key: 'Admitted', value: '3 September 2007' },
      ]}
    />
    <Details summary="How the price was found">
      <p>By the day of discharge.</p>
    </Details>
    <Inset>
      <p>Prices in this list are invented.</p>
    </Inset>
    <ProgressBar label="Reading rows" done={420} total={1000} detail="42,000 of 100,000 rows, about a minute left" />
    <EmptyState title="Nothing has been imported yet" action={{ text: 'Import a file', href: '/import' }}>
      <p>Import a provider’s monthly file to see what was billed.</p>
    </EmptyState>
  </>
)

const options = [
  { value: 'flex', text: 'Flex', hint: 'It may still change.' },
  { value: 'freeze', text: 'Freeze' },
]

const Fields = () => (
  <Form action="/gallery-form" files>
    <TextField name="name" label="Name of the list" hint="As it stands on its first page" width={20} />
    <TextField name="amount" label="Amount" prefix="£" width={5} numeric />
    <SelectField
      name="format"
      label="Format"
      options={[
        { value: 'plain', text: 'Plain CSV' },
        { value: 'monthly', text: 'National monthly set' },
      ]}
    />
    <RadioField name="snapshot" label="Which file is it?" options={options} />
    <CheckboxField
      name="also"
      label="Also do"
      options={[
        { value: 'price', text: 'Price the month' },
        { value: 'mail', text: 'Tell the practices' },
      ]}
    />
    <FileField name="file" label="File" hint="CSV, gzipped CSV or Excel, at most 500 MB" accept=".csv,.csv.gz,.xlsx" />
    <Button>Import</Button>
  </Form>
)

const formInput = z.object({
  name: z.string().min(1, 'Write the name of the list.'),
  amount: z.string().optional(),
  format: z.string(),
  snapshot: z.enum(['flex', 'freeze'], { error: 'Say whether it is flex or freeze.' }),
  also: z.array(z.string()).optional(),
})

const base = { permission: 'public', audit: null } as const

/** Every piece that pages are made of, on pages of their own: what the eye and axe look at. */
export const galleryRoutes: Route[] = [
  defineRoute({
    ...base,
    method: 'GET',
    path: '/gallery',
    nav: { text: 'Gallery', order: 1 },
    input: z.object({ month: z.string().optional(), page: z.string().optional() }),
    handle: async () =>
      page({
        title: 'Gallery',
        body: <Overview />,
        tables: [statement],
        breadcrumbs: [
          { text: 'Home', href: '/' },
          { text: 'Statements', href: '/statements' },
        ],
      }),
  }),
  defineRoute({
    ...base,
    method: 'GET',
    path: '/gallery-facts',
    nav: { text: 'Facts', order: 2 },
    input: noInput,
    handle: async () => page({ title: 'Facts', body: <Facts /> }),
  }),
  defineRoute({
    ...base,
    method: 'GET',
    path: '/gallery-form',
    nav: { text: 'Form', order: 3 },
    input: noInput,
    handle: async () =>
      page({
        title: 'Form',
        body: (
          <>
            <PageHeading>Import a file</PageHeading>
            <Fields />
          </>
        ),
      }),
  }),
  defineRoute({
    ...base,
    method: 'POST',
    path: '/gallery-form',
    input: formInput,
    upload: { maxBytes: 1_000_000 },
    handle: async (_ctx, { name }, { upload }) =>
      redirect('/gallery-facts', `Took ${name} with ${upload?.bytes ?? 0} bytes.`),
    invalid: async (_ctx, problem) =>
      page({
        title: 'Form',
        body: (
          <>
            <PageHeading>Import a file</PageHeading>
            <Fields />
          </>
        ),
        ...problem,
      }),
  }),
]
