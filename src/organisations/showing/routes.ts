import type { Route } from '#ui'
import { importOrganisationsRoute, organisationFilesRoute } from './organisation-files.page.tsx'
import { organisationsRoute } from './organisation-list.page.tsx'
import { organisationRoute } from './organisation.page.tsx'

export const routes: readonly Route[] = [
  organisationsRoute,
  organisationRoute,
  organisationFilesRoute,
  importOrganisationsRoute,
]
