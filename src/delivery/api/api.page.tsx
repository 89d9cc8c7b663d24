import type { Table } from '#shared'
import { DataTable, type Operation, PageHeading, type Route, defineRoute, noInput, page, shapeOf } from '#ui'
import type { ReactNode } from 'react'
import { type Example, examplesFor } from './examples.ts'
import { documentPath } from './mount-operations.ts'
import { problemNames, problemType, problems } from './problem.ts'
import { mostRows, sharedInput } from './read-question.ts'

const namesOf = (operation: Operation): string =>
  Object.keys({ ...shapeOf(operation.input), ...sharedInput(operation).shape })
    .filter((name) => !operation.path.includes(`:${name}`))
    .join(', ')

const operationsTable = (operations: readonly Operation[]): Table => ({
  name: 'operations',
  caption: 'What programs can ask for, with GET',
  columns: [
    { key: 'path', label: 'Address', kind: 'code' },
    { key: 'summary', label: 'What it tells', kind: 'text' },
    { key: 'parameters', label: 'Parameters', kind: 'text' },
    { key: 'permission', label: 'Needs', kind: 'code' },
  ],
  rows: operations.map((operation) => ({
    path: operation.path,
    summary: operation.summary,
    parameters: namesOf(operation),
    permission: operation.permission,
  })),
})

const ExampleText = ({ language, words, code }: Example): ReactNode => (
  <>
    <h3 className="nhsuk-heading-s">{language}</h3>
    <p>{words}</p>
    <pre className="app-code" tabIndex={0}>
      <code>{code}</code>
    </pre>
  </>
)

const Problems = (): ReactNode => (
  <dl className="nhsuk-summary-list">
    {problemNames.map((name) => (
      <div className="nhsuk-summary-list__row" id={`problem-${name}`} key={name}>
        <dt className="nhsuk-summary-list__key">
          {problems[name].status} {problems[name].title}
        </dt>
        <dd className="nhsuk-summary-list__value">
          {problems[name].words} <code>{problemType(name)}</code>
        </dd>
      </div>
    ))}
  </dl>
)

const Body = ({ operations, origin }: { operations: readonly Operation[]; origin: string }): ReactNode => (
  <>
    <PageHeading>Tables for programs</PageHeading>
    <p>
      R, Python, Power BI or a script can pull every table that you may see, with a token of yours.{' '}
      <a href="/account/tokens">Your tokens</a>. The same as a document for programs:{' '}
      <a href={documentPath}>OpenAPI 3.1</a>.
    </p>
    <DataTable table={operationsTable(operations)} />
    <h2 className="nhsuk-heading-m">How it answers</h2>
    <ul className="nhsuk-list nhsuk-list--bullet">
      <li>
        JSON with <code>columns</code>, <code>rows</code>, <code>totals</code>, <code>notes</code> and <code>next</code>
        ; or the same table with <code>format=csv</code> or <code>format=xlsx</code>. Money in JSON is whole pence.
      </li>
      <li>
        A long list comes in pages of up to {mostRows.toLocaleString('en-GB')} rows (<code>limit</code>). Ask for{' '}
        <code>next</code>, whole, until it is null; beside CSV it stands in the header <code>Link</code>.
      </li>
      <li>
        A parameter that is unknown, given twice or not of its kind is refused, so that a slip is never an answer to
        another question.
      </li>
      <li>A token may ask 600 times a minute; then the answer is 429, and says when to come again.</li>
    </ul>
    <h2 className="nhsuk-heading-m">Examples</h2>
    {examplesFor(origin).map((example) => (
      <ExampleText key={example.language} {...example} />
    ))}
    <h2 className="nhsuk-heading-m">When something is wrong</h2>
    <p>
      The answer is <code>application/problem+json</code> (RFC 9457): what is missing and whom to ask in{' '}
      <code>detail</code>, and the number of the request in <code>instance</code>.
    </p>
    <Problems />
  </>
)

/**
 * What programs can ask for, for people. It names addresses and no data, so whoever may reach the server may read it.
 * `installation` is where programs find it, when that is not where this browser did.
 */
export const apiPage = (operations: readonly Operation[], installation?: string): Route =>
  defineRoute({
    method: 'GET',
    path: '/api',
    permission: 'public',
    audit: null,
    input: noInput,
    handle: async (_, __, { url }) =>
      page({
        title: 'Tables for programs',
        body: <Body operations={operations} origin={installation ?? url.origin} />,
        tables: [operationsTable(operations)],
        breadcrumbs: [{ text: 'Home', href: '/' }],
      }),
  })
