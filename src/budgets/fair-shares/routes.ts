import type { Route } from '#ui'
import { atypicalRoutes } from './showing/atypical.page.tsx'
import { fairShareRoutes } from './showing/fair-shares.page.tsx'
import { laterListsRoutes } from './showing/later-lists.page.tsx'

export { operations } from './showing/fair-shares.api.ts'
export const routes: readonly Route[] = [...fairShareRoutes, ...laterListsRoutes, ...atypicalRoutes]
