import type { Route } from '#ui'
import { balanceRoutes } from './balance.page.tsx'
import { claimRoutes } from './claims.page.tsx'
import { costsRoutes } from './costs.page.tsx'
import { riskRoutes } from './risk.page.tsx'
import { simulationRoutes } from './simulations.page.tsx'
import { termsRoutes } from './terms.page.tsx'

/** A simulation by its number before the pages of a year, so that no year is taken for one. */
export const routes: readonly Route[] = [
  ...simulationRoutes,
  ...riskRoutes,
  ...termsRoutes,
  ...costsRoutes,
  ...claimRoutes,
  ...balanceRoutes,
]
