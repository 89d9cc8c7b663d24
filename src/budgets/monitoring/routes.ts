import type { Route } from '#ui'
import { forecastRoutes } from './showing/forecast.page.tsx'
import { phasingRoutes } from './showing/phasing.page.tsx'
import { statementRoutes } from './showing/statement.page.tsx'
import { watchRoutes } from './showing/watch.page.tsx'

export { operations } from './showing/monitoring.api.ts'

/** What is longer goes first: `/watch/practices/P99001` is no month. */
export const routes: readonly Route[] = [...statementRoutes, ...forecastRoutes, ...phasingRoutes, ...watchRoutes]
