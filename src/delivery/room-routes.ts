import { routes as challengeRoutes } from '#activity/challenge/pages'
import { routes as contractRoutes } from '#activity/contracts/pages'
import { routes as identityRoutes } from '#activity/identity/pages'
import { routes as importRoutes } from '#activity/import/pages'
import { routes as paymentRoutes } from '#activity/payment/pages'
import { routes as pricingRoutes } from '#activity/pricing/pages'
import { routes as statementRoutes } from '#activity/statement/pages'
import { routes as validationRoutes } from '#activity/validation/pages'
import { routes as envelopeRoutes } from '#budgets/envelope/pages'
import { routes as fairShareRoutes } from '#budgets/fair-shares/pages'
import { routes as allowanceRoutes } from '#budgets/allowance/pages'
import { routes as prescribingRoutes } from '#budgets/prescribing/pages'
import { routes as settingRoutes } from '#budgets/setting/pages'
import { routes as monitoringRoutes } from '#budgets/monitoring/pages'
import { routes as riskRoutes } from '#budgets/risk/pages'
import { routes as savingsRoutes } from '#budgets/savings/pages'
import { routes as documentRoutes } from '#programme/documents/pages'
import { routes as leadRoutes } from '#programme/leads/pages'
import { routes as planRoutes } from '#programme/plan/pages'
import { routes as meetingRoutes } from '#programme/meetings/pages'
import { routes as indicatorRoutes } from '#programme/indicators/pages'
import { routes as frameworkRoutes } from '#framework/pages'
import { routes as organisationRoutes } from '#organisations/pages'
import { routes as oversightRoutes } from '#oversight/pages'
import type { Route } from '#ui'

/**
 * Every address of the rooms, in the order they stand in the house. Pages have doors of their own, so that a command, which shows none,
 * does not load what draws them: half a second of processor time at each start.
 */
export const roomRoutes: readonly Route[] = [
  ...statementRoutes,
  ...organisationRoutes,
  ...importRoutes,
  ...identityRoutes,
  ...contractRoutes,
  ...pricingRoutes,
  ...validationRoutes,
  ...challengeRoutes,
  ...paymentRoutes,
  ...envelopeRoutes,
  ...fairShareRoutes,
  ...allowanceRoutes,
  ...prescribingRoutes,
  ...settingRoutes,
  ...monitoringRoutes,
  ...riskRoutes,
  ...savingsRoutes,
  ...documentRoutes,
  ...leadRoutes,
  ...planRoutes,
  ...meetingRoutes,
  ...indicatorRoutes,
  ...frameworkRoutes,
  ...oversightRoutes,
]
