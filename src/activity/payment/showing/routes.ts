import type { Route } from '#ui'
import { adjustmentsRoute, billsRoute, providerBillsRoute } from './bills.page.tsx'
import { boardRoute, monthBoardRoute } from './board.page.tsx'
import { ledgerRoutes } from './ledger.page.tsx'
import { limitsRoutes } from './limits.page.tsx'
import { paymentsRoutes } from './payments.page.tsx'
import { reconciliationRoutes } from './reconciliation.page.tsx'
import { runRoutes } from './run.page.tsx'
import { unitRoutes } from './unit.page.tsx'

export const routes: readonly Route[] = [
  boardRoute,
  monthBoardRoute,
  ...paymentsRoutes,
  billsRoute,
  providerBillsRoute,
  adjustmentsRoute,
  ...unitRoutes,
  ...runRoutes,
  ...ledgerRoutes,
  ...reconciliationRoutes,
  ...limitsRoutes,
]
