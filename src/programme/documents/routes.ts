import type { Route } from '#ui'
import { documentRoutes } from './showing/document.page.tsx'
import { documentsRoutes } from './showing/documents.page.tsx'
import { issueRoutes } from './showing/issue.page.tsx'

export { operations } from './showing/documents.api.ts'
export { DocumentText } from './showing/document-text.tsx'

export const routes: readonly Route[] = [...documentsRoutes, ...issueRoutes, ...documentRoutes]
