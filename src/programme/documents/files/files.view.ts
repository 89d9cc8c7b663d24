import { ownersFor } from '#organisations'
import type { DocumentBody } from '../model/document.ts'
import type { Asking } from '../reading/documents.view.ts'
import type { Files } from '../setting/paper-pdf.step.ts'
import { tablesOf } from '../stores/document-tables.store.ts'

/** What a text has of PDFs that somebody brought, within what the asker may see. */
export async function filesOf(asking: Asking, { blocks }: DocumentBody): Promise<Files> {
  const wanted = blocks.flatMap((block) => (block.type === 'file' ? [block.fileNo] : []))
  if (wanted.length === 0) return new Map()
  const owners = (await ownersFor(asking)).seen.map(({ code }) => code)
  const rows = await tablesOf(asking.db)
    .selectFrom('documents.file as f')
    .select(['f.file_no', 'f.content'])
    .where('f.file_no', 'in', wanted)
    .where('f.owner', 'in', [...owners, ''])
    .execute()
  return new Map(rows.map(({ file_no: fileNo, content }) => [fileNo, new Uint8Array(content)]))
}
