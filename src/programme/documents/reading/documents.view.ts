import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { mayDo } from '#shared'
import {
  type DocumentHead,
  type DocumentKind,
  type IssuedDocument,
  type Receipt,
  type Recipient,
  documentBody,
} from '../model/document.ts'
import { tablesOf } from '../stores/document-tables.store.ts'

export type Asking = Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>

export interface DocumentsQuestion {
  readonly documentNo?: number
  readonly owner?: string
  readonly kind?: DocumentKind
}

/** A document as its newest version has it, with how many it went to and how many of those read it. */
export interface ListedDocument extends DocumentHead {
  readonly recipients: number
  readonly receipts: number
}

interface HeadRow extends ListedDocument {
  readonly body: unknown
}

/** Every version of the documents asked for that the asker may see, the newest document first and its newest version first. */
async function versionsOf(asking: Asking, question: DocumentsQuestion): Promise<HeadRow[]> {
  if (!mayDo(asking.scope, 'programme.read')) return []
  const owners = (await ownersFor(asking)).seen.map(({ code }) => code)
  const { documentNo, owner, kind } = question
  const { rows } = await sql<HeadRow>`
    SELECT v.document_no AS "documentNo", v.owner, d.kind, v.version, v.title, v.issued_on AS "issuedOn", v.actor AS "issuedBy",
           v.what_changed AS "whatChanged", v.sha256, ${documentNo === undefined ? sql`NULL` : sql.ref('v.body')} AS body,
           (SELECT count(*)::integer FROM documents.recipient AS r
             WHERE r.document_no = v.document_no AND r.version = v.version) AS recipients,
           (SELECT count(*)::integer FROM documents.receipt AS r WHERE r.document_no = v.document_no AND r.version = v.version) AS receipts
      FROM documents.version AS v JOIN documents.document AS d ON d.document_no = v.document_no
     WHERE v.owner = ANY (${owners}::text[])
       AND (${documentNo ?? null}::integer IS NULL OR v.document_no = ${documentNo ?? null})
       AND (${owner ?? null}::text IS NULL OR v.owner = ${owner ?? null})
       AND (${kind ?? null}::text IS NULL OR d.kind = ${kind ?? null})
     ORDER BY v.document_no DESC, v.version DESC`.execute(asking.db)
  return rows
}

const withoutBody = ({ body: _, ...head }: HeadRow): ListedDocument => head

/** The newest version of each document within what the asker may see. */
export async function listDocuments(asking: Asking, question: DocumentsQuestion = {}): Promise<ListedDocument[]> {
  const rows = await versionsOf(asking, question)
  return rows.filter((row, at) => rows[at - 1]?.documentNo !== row.documentNo).map(withoutBody)
}

/** Every version of one document, the newest first. */
export const listVersions = async (asking: Asking, documentNo: number): Promise<ListedDocument[]> =>
  (await versionsOf(asking, { documentNo })).map(withoutBody)

async function recipientsOf({ db }: Asking, documentNo: number, version: number): Promise<Recipient[]> {
  const rows = await tablesOf(db)
    .selectFrom('documents.recipient as r')
    .select(['r.name', 'r.person_id as personId', 'r.organisation'])
    .where('r.document_no', '=', documentNo)
    .where('r.version', '=', version)
    .orderBy('r.position')
    .execute()
  return rows
}

async function receiptsOf({ db }: Asking, documentNo: number, version: number): Promise<Receipt[]> {
  return tablesOf(db)
    .selectFrom('documents.receipt as r')
    .select(['r.actor as name', 'r.person_id as personId', 'r.organisation', 'r.at'])
    .where('r.document_no', '=', documentNo)
    .where('r.version', '=', version)
    .orderBy('r.at')
    .execute()
}

/** A version of a document, or its newest; nothing where there is none that the asker may see. */
export async function findDocument(
  asking: Asking,
  documentNo: number,
  version?: number,
): Promise<IssuedDocument | undefined> {
  const rows = await versionsOf(asking, { documentNo })
  const row = version === undefined ? rows[0] : rows.find((each) => each.version === version)
  if (!row) return undefined
  return {
    ...withoutBody(row),
    body: documentBody.parse(row.body),
    distribution: await recipientsOf(asking, documentNo, row.version),
    receipts: await receiptsOf(asking, documentNo, row.version),
    latest: rows[0]!.version,
  }
}
