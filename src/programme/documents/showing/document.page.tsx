import { type Owners, ownersFor } from '#organisations'
import { type Table, formatDate } from '#shared'
import {
  Button,
  DataTable,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  type Route,
  SummaryList,
  defineRoute,
  download,
  notFound,
  page,
  redirect,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { readReceipt } from '../issuing/read-receipt.command.ts'
import { changesBetween } from '../model/changes.ts'
import { type IssuedDocument, kindWords } from '../model/document.ts'
import { linesOf } from '../model/lines-of.ts'
import { findDocument, listVersions } from '../reading/documents.view.ts'
import { documentPdf } from '../setting/document-pdf.view.ts'
import { documentAddress, documentsAddress, nextVersionAddress, pdfAddress } from './addresses.ts'
import { DocumentText } from './document-text.tsx'
import { changesTable, distributionTable, ownerName, versionsTable } from './documents-tables.ts'
import { documentNo, optionalVersion } from './input.ts'

export const crumbs = [{ text: 'Documents', href: documentsAddress }]
export const noSuchDocument = notFound('There is no such document that you may see. Look in the list of documents.')

const Facts = ({ document, owners }: { document: IssuedDocument; owners: Owners }): ReactNode => (
  <SummaryList
    rows={[
      { key: 'Kind', value: kindWords[document.kind] },
      { key: 'Whose', value: ownerName(owners, document.owner) },
      { key: 'Version', value: `${document.version} of ${document.latest}` },
      { key: 'Issued', value: `${formatDate(document.issuedOn)}, by ${document.issuedBy}` },
      ...(document.whatChanged === '' ? [] : [{ key: 'What changed', value: document.whatChanged }]),
      { key: 'SHA-256', value: <span className="app-code-long">{document.sha256}</span> },
    ]}
  />
)

function Ways({ document, hasRead }: { document: IssuedDocument; hasRead: boolean }): ReactNode {
  const { opens } = usePage()
  const next = nextVersionAddress(document.documentNo)
  return (
    <>
      <ul className="app-choices__list" aria-label="What to do with it">
        <li>
          <a href={pdfAddress(document.documentNo, document.version)}>Download as PDF</a>
        </li>
        {opens(next) && (
          <li>
            <a href={next}>Issue the next version</a>
          </li>
        )}
      </ul>
      {hasRead ? (
        <p>You confirmed that you read this version.</p>
      ) : (
        <Form action={`${documentAddress(document.documentNo)}/read`}>
          <HiddenField name="version" value={String(document.version)} />
          <Button kind="secondary">I have read this version</Button>
        </Form>
      )}
    </>
  )
}

interface Shown {
  readonly document: IssuedDocument
  readonly owners: Owners
  readonly hasRead: boolean
  readonly versions: Table
  readonly distribution: Table
  readonly changes: Table | undefined
}

const Body = ({ document, owners, hasRead, versions, distribution, changes }: Shown): ReactNode => (
  <>
    <PageHeading caption={`Document ${document.documentNo}, version ${document.version}`}>{document.title}</PageHeading>
    {document.version < document.latest && (
      <Inset>
        <p>
          This version was replaced. <a href={documentAddress(document.documentNo)}>Version {document.latest}</a> is the
          newest.
        </p>
      </Inset>
    )}
    <Facts document={document} owners={owners} />
    <Ways document={document} hasRead={hasRead} />
    <DocumentText body={document.body} />
    <h2 className="nhsuk-heading-m">Record</h2>
    {changes && <DataTable table={changes} sortable={false} empty="Not a line changed but the title." />}
    <DataTable table={distribution} sortable={false} />
    <DataTable table={versions} sortable={false} />
  </>
)

const documentRoute = defineRoute({
  method: 'GET',
  path: '/documents/:document',
  permission: 'programme.read',
  audit: null,
  input: z.object({ document: documentNo, version: optionalVersion }),
  async handle(ctx, { document: number, version }) {
    const document = await findDocument(ctx, number, version)
    if (!document) return noSuchDocument
    const before = document.version > 1 ? await findDocument(ctx, number, document.version - 1) : undefined
    const changes = before && changesTable(changesBetween(linesOf(before.body), linesOf(document.body)), before.version)
    const versions = versionsTable(await listVersions(ctx, number))
    const distribution = distributionTable(document)
    const hasRead = document.receipts.some(({ personId }) => personId !== null && personId === ctx.actor.userId)
    const shown = { document, owners: await ownersFor(ctx), hasRead, versions, distribution, changes }
    return page({
      title: document.title,
      body: <Body {...shown} />,
      tables: [versions, distribution, ...(changes ? [changes] : [])],
      breadcrumbs: crumbs,
    })
  },
})

const pdfRoute = defineRoute({
  method: 'GET',
  path: '/documents/:document/pdf',
  permission: 'programme.read',
  audit: 'document.take-away',
  input: z.object({ document: documentNo, version: optionalVersion }),
  async handle(ctx, { document: number, version }) {
    const document = await findDocument(ctx, number, version)
    if (!document) return noSuchDocument
    const name = `document-${document.documentNo}-version-${document.version}.pdf`
    return download({ name, type: 'application/pdf', body: await documentPdf(ctx, document) })
  },
})

const readRoute = defineRoute({
  method: 'POST',
  path: '/documents/:document/read',
  permission: 'programme.read',
  audit: 'document.confirm-read',
  input: z.object({ document: documentNo, version: z.coerce.number().int().positive().max(10_000) }),
  async handle(ctx, { document: number, version }) {
    const done = await readReceipt(ctx, { documentNo: number, version })
    if (!done.ok) return notFound(done.message)
    return redirect(documentAddress(number, version), 'It is noted that you read this version.')
  },
})

export const documentRoutes: readonly Route[] = [documentRoute, pdfRoute, readRoute]
