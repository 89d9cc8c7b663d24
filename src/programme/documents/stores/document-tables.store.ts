import type { ColumnType, Database, Generated } from '#db'
import type { PlainDate } from '#shared'
import type { DocumentBody, DocumentKind } from '../model/document.ts'

type Deed = { actor: string; person_id: string | null; at: Date }

export type FileTable = Deed & {
  file_no: Generated<number>
  owner: string
  name: string
  sha256: string
  pages: number
  content: Buffer
}

export type DocumentTable = Deed & { document_no: Generated<number>; owner: string; kind: DocumentKind }

export type VersionTable = Deed & {
  document_no: number
  version: number
  owner: string
  title: string
  issued_on: PlainDate
  body: ColumnType<DocumentBody, string, never>
  what_changed: string
  sha256: string
}

export type RecipientTable = {
  document_no: number
  version: number
  position: number
  owner: string
  name: string
  person_id: string | null
  organisation: string | null
}

export type ReceiptTable = Deed & {
  document_no: number
  version: number
  owner: string
  person_key: string
  organisation: string | null
}

export type DocumentTables = {
  'documents.file': FileTable
  'documents.document': DocumentTable
  'documents.version': VersionTable
  'documents.recipient': RecipientTable
  'documents.receipt': ReceiptTable
}

export const tablesOf = (db: Database) => db.withTables<DocumentTables>()
