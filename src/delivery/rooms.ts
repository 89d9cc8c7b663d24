import { checks as organisationChecks, commands as organisationCommands, routes as organisationRoutes } from '#organisations'
import { type Check, type JobHandler } from '#platform'
import { type Command } from '#terminal'
import { type Route } from '#ui'
import { storeChecks } from './store-checks.ts'

/** What the rooms offer, gathered in the order they stand in the house. Nothing else knows all of them. */
export const roomCommands: readonly Command[] = [...organisationCommands]

export const roomRoutes: readonly Route[] = [...organisationRoutes]

/** What the server's worker can do. */
export const roomJobs: readonly JobHandler[] = []

/** What `locality verify` holds the stores to. */
export const roomChecks: readonly Check[] = [...storeChecks, ...organisationChecks]
