import { checks as importChecks, commands as importCommands, jobs as importJobs } from '#activity/import'
import { checks as pricingChecks, commands as pricingCommands, jobs as pricingJobs, routes as pricingRoutes } from '#activity/pricing'
import { checks as statementChecks, commands as statementCommands, routes as statementRoutes } from '#activity/statement'
import { commands as demonstrationCommands } from '#demonstration'
import { checks as organisationChecks, commands as organisationCommands, routes as organisationRoutes } from '#organisations'
import { type Check, type JobHandler } from '#platform'
import { type Command } from '#terminal'
import { type Route } from '#ui'
import { storeChecks } from './store-checks.ts'

/** What the rooms offer, gathered in the order they stand in the house. Nothing else knows all of them. */
export const roomCommands: readonly Command[] = [
  ...demonstrationCommands, ...organisationCommands, ...importCommands, ...pricingCommands, ...statementCommands,
]

export const roomRoutes: readonly Route[] = [...statementRoutes, ...organisationRoutes, ...pricingRoutes]

/** What the server's worker can do. */
export const roomJobs: readonly JobHandler[] = [...importJobs, ...pricingJobs]

/** What `locality verify` holds the stores to. */
export const roomChecks: readonly Check[] = [...storeChecks, ...organisationChecks, ...importChecks, ...pricingChecks, ...statementChecks]
