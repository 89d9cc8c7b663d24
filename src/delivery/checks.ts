import { type Check } from '#platform'
import { storeChecks } from './store-checks.ts'

/** What `locality verify` holds the stores to: the platform's own checks, then each room's. */
export const checks: readonly Check[] = [...storeChecks]
