import { organisationNames } from '#organisations'
import { ok, refused } from '#shared'
import { defineOperation, noInput } from '#ui'
import { z } from 'zod'
import { findImport, listImports } from '../imports/import-list.view.ts'
import { importsTable } from './imports-table.ts'
import { submissionsTable } from './submissions-table.ts'
import { submissionsOf } from './submissions.view.ts'

export const importsOperation = defineOperation({
  method: 'GET',
  name: 'imports',
  path: '/api/v1/imports',
  summary: 'The files received and what became of them, the newest first',
  permission: 'activity.read-imports',
  audit: null,
  paged: true,
  input: noInput,
  async answer(ctx, _, { limit, after }) {
    const read = await listImports(ctx, limit + 1, after && Number(after[0]))
    const shown = read.slice(0, limit)
    const last = read.length > limit ? shown.at(-1) : undefined
    return ok({ table: importsTable(shown), ...(last && { next: [last.importNo] }) })
  },
})

export const submissionsOperation = defineOperation({
  method: 'GET',
  name: 'submissions',
  path: '/api/v1/imports/:number/submissions',
  summary: 'What one import brought, by provider, month and version',
  permission: 'activity.read-imports',
  audit: null,
  input: z.object({
    number: z.coerce.number().int().positive().max(2_147_483_647).describe('The number of the import.'),
  }),
  async answer(ctx, { number }) {
    if (!(await findImport(ctx, number))) return refused('not-found', 'There is no such import.')
    const [submissions, names] = await Promise.all([submissionsOf(ctx, number), organisationNames(ctx.db)])
    return ok(submissionsTable(submissions, names))
  },
})
