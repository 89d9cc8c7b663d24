import type { Route } from '#ui'
import { budgetsRoute } from './budgets.page.tsx'
import { chooseRoutes } from './choose.page.tsx'

/** Addresses with a word in their place before those with a number. */
export const routes: readonly Route[] = [budgetsRoute, ...chooseRoutes]
