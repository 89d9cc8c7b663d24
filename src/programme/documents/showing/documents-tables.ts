import type { Owners } from '#organisations'
import { type Table, dayInLondon } from '#shared'
import type { Change } from '../model/changes.ts'
import { type IssuedDocument, type Receipt, type Recipient, kindWords } from '../model/document.ts'
import type { ListedDocument } from '../reading/documents.view.ts'
import { documentAddress } from './addresses.ts'

export const ownerName = ({ seen }: Owners, code: string): string =>
  seen.find((owner) => owner.code === code)?.name ?? code

/** Documents as their newest version has them. */
export const documentsTable = (documents: readonly ListedDocument[], owners: Owners): Table => ({
  name: 'documents',
  caption: 'Documents, the newest first',
  columns: [
    { key: 'document', label: 'Number', kind: 'code' },
    { key: 'title', label: 'Title', kind: 'text' },
    { key: 'kind', label: 'Kind', kind: 'text' },
    { key: 'owner', label: 'Of', kind: 'code' },
    { key: 'owner_name', label: 'Whose', kind: 'text' },
    { key: 'version', label: 'Version', kind: 'count', counts: 'open' },
    { key: 'issued_on', label: 'Issued', kind: 'date' },
    { key: 'issued_by', label: 'By', kind: 'text' },
    { key: 'recipients', label: 'Sent to', kind: 'count', counts: 'open' },
    { key: 'receipts', label: 'Read by', kind: 'count', counts: 'open' },
    { key: 'sha256', label: 'SHA-256', kind: 'code' },
  ],
  rows: documents.map((each) => ({
    document: String(each.documentNo),
    title: each.title,
    kind: kindWords[each.kind],
    owner: each.owner,
    owner_name: ownerName(owners, each.owner),
    version: each.version,
    issued_on: each.issuedOn,
    issued_by: each.issuedBy,
    recipients: each.recipients,
    receipts: each.receipts,
    sha256: each.sha256,
    links: { title: documentAddress(each.documentNo), document: documentAddress(each.documentNo) },
  })),
})

const shownKeys = ['title', 'kind', 'owner_name', 'version', 'issued_on', 'receipts']

export const documentsOnPage = (table: Table): Table => ({
  ...table,
  columns: shownKeys.map((key) => table.columns.find((column) => column.key === key)!),
})

export const versionsTable = (versions: readonly ListedDocument[]): Table => ({
  name: 'versions',
  caption: 'Versions',
  columns: [
    { key: 'version', label: 'Version', kind: 'count', counts: 'open' },
    { key: 'issued_on', label: 'Issued', kind: 'date' },
    { key: 'issued_by', label: 'By', kind: 'text' },
    { key: 'what_changed', label: 'What changed', kind: 'text' },
    { key: 'receipts', label: 'Read by', kind: 'count', counts: 'open' },
    { key: 'sha256', label: 'SHA-256', kind: 'code' },
  ],
  rows: versions.map((each) => ({
    version: each.version,
    issued_on: each.issuedOn,
    issued_by: each.issuedBy,
    what_changed: each.version === 1 ? 'First issued' : each.whatChanged,
    receipts: each.receipts,
    sha256: each.sha256,
    links: { version: documentAddress(each.documentNo, each.version) },
  })),
})

/** Who of those it went to read it: a person themselves, of an organisation anybody. */
const receiptsFor = (to: Recipient, receipts: readonly Receipt[]): readonly Receipt[] =>
  receipts.filter(({ personId, organisation }) =>
    to.personId ? personId === to.personId : Boolean(to.organisation) && organisation === to.organisation,
  )

const readWords = (to: Recipient, found: readonly Receipt[]): string => {
  if (found.length > 0) return found.map(({ name }) => name).join(', ')
  return to.personId || to.organisation ? 'Not confirmed yet' : 'Has no account here'
}

/** The distribution list with who confirmed; then those who read it without being on the list. */
export function distributionTable({ distribution, receipts }: IssuedDocument): Table {
  const listed = distribution.map((to) => ({ to, found: receiptsFor(to, receipts) }))
  const known = new Set(listed.flatMap(({ found }) => found))
  const others = receipts.filter((receipt) => !known.has(receipt))
  return {
    name: 'distribution',
    caption: 'Who it went to, and who confirmed that they read it',
    columns: [
      { key: 'name', label: 'To', kind: 'text' },
      { key: 'read_by', label: 'Read by', kind: 'text' },
      { key: 'read_on', label: 'On', kind: 'date' },
    ],
    rows: [
      ...listed.map(({ to, found }) => ({
        name: to.name,
        read_by: readWords(to, found),
        read_on: found[0] ? dayInLondon(found[0].at) : null,
      })),
      ...others.map((receipt) => ({
        name: 'Not on the list',
        read_by: receipt.name,
        read_on: dayInLondon(receipt.at),
      })),
    ],
  }
}

export const changesTable = (changes: readonly Change[], before: number): Table => ({
  name: 'changes',
  caption: `What changed since version ${before}, line by line`,
  columns: [
    { key: 'change', label: 'Change', kind: 'text' },
    { key: 'line', label: 'Line', kind: 'text' },
  ],
  rows: changes.map(({ kind, line }) => ({ change: kind === 'added' ? 'Added' : 'Taken out', line })),
})
