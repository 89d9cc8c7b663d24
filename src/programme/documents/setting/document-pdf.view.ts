import { type Owners, ownersFor } from '#organisations'
import { dayInLondon, formatDate } from '#shared'
import { filesOf } from '../files/files.view.ts'
import { type IssuedDocument, kindWords } from '../model/document.ts'
import type { Asking } from '../reading/documents.view.ts'
import { paperPdf } from './paper-pdf.step.ts'

const nameIn = (owners: Owners, code: string): string => owners.seen.find((owner) => owner.code === code)?.name ?? code

/** A version as one tagged PDF, with its number, date, distribution and fingerprint on it. */
export async function documentPdf(asking: Asking, document: IssuedDocument): Promise<Uint8Array> {
  const { documentNo, version, kind, title, issuedOn, issuedBy, whatChanged, sha256, body, distribution } = document
  const printed = formatDate(dayInLondon(asking.clock.now()))
  const owners = await ownersFor(asking)
  return paperPdf(
    {
      title,
      from: nameIn(owners, document.owner),
      head: [
        `${kindWords[kind]}. Document ${documentNo}, version ${version}, issued on ${formatDate(issuedOn)} by ${issuedBy}.`,
        `For: ${distribution.map(({ name }) => name).join(', ')}.`,
        ...(whatChanged === '' ? [] : [`Changed since version ${version - 1}: ${whatChanged}`]),
      ],
      footer:
        `Document ${documentNo}, version ${version}. SHA-256 ${sha256.slice(0, 16)}… ` +
        `Printed on ${printed}; the version on screen counts.`,
      body,
      contents: kind === 'pack',
      on: issuedOn,
    },
    await filesOf(asking, body),
  )
}
