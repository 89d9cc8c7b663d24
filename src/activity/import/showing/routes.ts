import type { Route } from '#ui'
import { importRoute, rejectsRoute, withdrawRoute } from './import.page.tsx'
import { importsRoute, uploadRoute } from './imports.page.tsx'
import { mapColumnsRoutes } from './map-columns.page.tsx'

export const routes: readonly Route[] = [
  importsRoute,
  uploadRoute,
  importRoute,
  rejectsRoute,
  withdrawRoute,
  ...mapColumnsRoutes,
]
