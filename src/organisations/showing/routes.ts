import type { Operation, Route } from '#ui'
import { importOrganisationsRoute, organisationFilesRoute } from './organisation-files.page.tsx'
import { organisationsRoute } from './organisation-list.page.tsx'
import { organisationRoute } from './organisation.page.tsx'
import { listSizesOperation, membershipsOperation, organisationsOperation } from './organisations.api.ts'

export const routes: readonly Route[] = [
  organisationsRoute,
  organisationRoute,
  organisationFilesRoute,
  importOrganisationsRoute,
]

export const operations: readonly Operation[] = [organisationsOperation, membershipsOperation, listSizesOperation]
