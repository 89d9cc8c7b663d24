import type { Route } from '#ui'
import { accountRoutes } from './account.page.tsx'
import { closeRoutes } from './close.page.tsx'
import { entryRoutes } from './entry.page.tsx'
import { groupAccountRoute } from './group-account.page.tsx'
import { incentivesRoutes } from './incentives.page.tsx'
import { ledgerRoutes } from './ledger.page.tsx'
import { useRoutes } from './use.page.tsx'
import { usesRoutes } from './uses.page.tsx'
import { yearRoute } from './years.page.tsx'

export const routes: readonly Route[] = [
  yearRoute,
  ...closeRoutes,
  ...usesRoutes,
  ...useRoutes,
  ...accountRoutes,
  groupAccountRoute,
  ...ledgerRoutes,
  ...entryRoutes,
  ...incentivesRoutes,
]
