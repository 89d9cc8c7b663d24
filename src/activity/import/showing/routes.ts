import type { Operation, Route } from '#ui'
import { importsOperation, submissionsOperation } from './imports.api.ts'
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

export const operations: readonly Operation[] = [importsOperation, submissionsOperation]
