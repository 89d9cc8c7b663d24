import { ownersFor } from '#organisations'
import {
  Button,
  DataTable,
  DownloadLinks,
  EmptyState,
  FilterForm,
  PageHeading,
  type Route,
  SelectField,
  defineRoute,
  page,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { documentKinds, kindWords } from '../model/document.ts'
import { listDocuments } from '../reading/documents.view.ts'
import { documentsAddress, newDocumentAddress } from './addresses.ts'
import { documentsOnPage, documentsTable } from './documents-tables.ts'
import { optionalCode, optionalKind } from './input.ts'

const IssueOne = (): ReactNode =>
  usePage().opens(newDocumentAddress) ? (
    <p>
      <a className="nhsuk-button" href={newDocumentAddress}>
        Issue a document
      </a>
    </p>
  ) : null

const kindOptions = [
  { value: '', text: 'Every kind' },
  ...documentKinds.map((value) => ({ value, text: kindWords[value] })),
]

const documentsRoute = defineRoute({
  method: 'GET',
  path: '/documents',
  permission: 'programme.read',
  audit: null,
  input: z.object({ kind: optionalKind, owner: optionalCode }),
  nav: { text: 'Documents', order: 24 },
  async handle(ctx, { kind, owner }) {
    const owners = await ownersFor(ctx)
    const documents = await listDocuments(ctx, { ...(kind && { kind }), ...(owner !== undefined && { owner }) })
    const table = documentsTable(documents, owners)
    const isNarrowed = kind !== undefined || owner !== undefined
    const whose = [
      { value: '', text: 'Everybody’s' },
      ...owners.seen.map(({ code, name }) => ({ value: code, text: name })),
    ]
    const body = (
      <>
        <PageHeading>Documents</PageHeading>
        <IssueOne />
        <FilterForm action={documentsAddress} label="Narrow the list">
          <SelectField name="kind" label="Kind" value={kind ?? ''} options={kindOptions} />
          <SelectField name="owner" label="Whose" value={owner ?? ''} options={whose} />
          <Button kind="secondary">Show</Button>
        </FilterForm>
        {documents.length === 0 && !isNarrowed ? (
          <EmptyState title="No document was issued yet">
            <p>
              A plan, an agreement, minutes or a report is issued here under a number: with its version, its date, who
              it went to and who read it.
            </p>
          </EmptyState>
        ) : (
          <>
            <DataTable table={documentsOnPage(table)} exportable={false} empty="No document is of this kind." />
            {documents.length > 0 && <DownloadLinks table={table} label="Download, with every column" />}
          </>
        )}
      </>
    )
    return page({ title: 'Documents', body, tables: [table] })
  },
})

export const documentsRoutes: readonly Route[] = [documentsRoute]
