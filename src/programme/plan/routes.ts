import type { Route } from '#ui'
import { baselineRoutes } from './showing/baselines.page.tsx'
import { chartRoute } from './showing/chart.page.tsx'
import { importRoutes } from './showing/import.page.tsx'
import { issueRoutes } from './showing/issue.page.tsx'
import { itemRoutes } from './showing/item.page.tsx'
import { planRoute } from './showing/plan.page.tsx'
import { unresolvedRoutes } from './showing/unresolved.page.tsx'

export { operations } from './showing/plan.api.ts'

export const routes: readonly Route[] = [
  planRoute,
  chartRoute,
  ...itemRoutes,
  ...unresolvedRoutes,
  ...importRoutes,
  ...baselineRoutes,
  ...issueRoutes,
]
