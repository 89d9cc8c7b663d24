import { findingRoutes } from './findings/finding.page.tsx'
import { findingSumsOperation, findingsOperation } from './findings/findings.api.ts'
import { findingsChoiceRoute, findingsRoute } from './findings/findings.page.tsx'
import { sumsRoutes } from './findings/sums.page.tsx'
import { queueRoutes } from './queue/queue.page.tsx'
import type { Operation, Route } from '#ui'

export const routes: readonly Route[] = [
  findingsChoiceRoute,
  findingsRoute,
  ...findingRoutes,
  ...sumsRoutes,
  ...queueRoutes,
]
export const operations: readonly Operation[] = [findingsOperation, findingSumsOperation]
