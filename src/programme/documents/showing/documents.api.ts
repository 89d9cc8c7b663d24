import { ownersFor } from '#organisations'
import { ok, refused } from '#shared'
import { type Operation, defineOperation } from '#ui'
import { z } from 'zod'
import { findDocument, listDocuments, listVersions } from '../reading/documents.view.ts'
import { distributionTable, documentsTable, versionsTable } from './documents-tables.ts'
import { documentNo, optionalCode, optionalKind, optionalVersion } from './input.ts'

const noDocument = () => refused('not-found', 'There is no such document that you may see.')
const number = documentNo.describe('The number of the document.')

const documentsOperation = defineOperation({
  method: 'GET',
  name: 'documents',
  path: '/api/v1/documents',
  summary: 'Issued documents as their newest version has them, the newest document first',
  permission: 'programme.read',
  audit: null,
  input: z.object({
    kind: optionalKind.describe('Only of this kind, like `minutes`.'),
    owner: optionalCode.describe('Only of this group or commissioner; its code.'),
  }),
  answer: async (ctx, { kind, owner }) =>
    ok(
      documentsTable(
        await listDocuments(ctx, { ...(kind && { kind }), ...(owner !== undefined && { owner }) }),
        await ownersFor(ctx),
      ),
    ),
})

const versionsOperation = defineOperation({
  method: 'GET',
  name: 'document-versions',
  path: '/api/v1/documents/:document',
  summary: 'The versions of a document, the newest first, with what changed and their fingerprints',
  permission: 'programme.read',
  audit: null,
  input: z.object({ document: number }),
  async answer(ctx, { document }) {
    const versions = await listVersions(ctx, document)
    return versions.length === 0 ? noDocument() : ok(versionsTable(versions))
  },
})

const distributionOperation = defineOperation({
  method: 'GET',
  name: 'document-distribution',
  path: '/api/v1/documents/:document/distribution',
  summary: 'To whom a version of a document went, and who confirmed that they read it',
  permission: 'programme.read',
  audit: null,
  input: z.object({ document: number, version: optionalVersion.describe('The newest without it.') }),
  async answer(ctx, { document, version }) {
    const found = await findDocument(ctx, document, version)
    return found ? ok(distributionTable(found)) : noDocument()
  },
})

export const operations: readonly Operation[] = [documentsOperation, versionsOperation, distributionOperation]
