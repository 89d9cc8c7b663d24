import type { Route } from '#ui'
import { adjustmentRoutes } from './adjustments.page.tsx'
import { budgetRoutes } from './budget.page.tsx'
import { budgetsRoute } from './budgets.page.tsx'
import { changeRoutes } from './changes.page.tsx'
import { chooseRoutes } from './choose.page.tsx'
import { compareRoute } from './compare.page.tsx'
import { practiceLineRoute } from './practice-line.page.tsx'
import { practiceRoutes } from './practice.page.tsx'
import { versionsRoute } from './versions.page.tsx'

/** Addresses with a word in their place stand before those with a number. */
export const routes: readonly Route[] = [
  budgetsRoute,
  ...chooseRoutes,
  compareRoute,
  ...adjustmentRoutes,
  ...budgetRoutes,
  versionsRoute,
  ...changeRoutes,
  ...practiceRoutes,
  practiceLineRoute,
]
