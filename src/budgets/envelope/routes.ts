import type { Route } from '#ui'
import { envelopeRoutes } from './showing/envelope.page.tsx'
import { inputsRoutes } from './showing/inputs.page.tsx'
import { topSlicesRoutes } from './showing/top-slices.page.tsx'

export { operations } from './showing/envelope.api.ts'
export const routes: readonly Route[] = [...envelopeRoutes, ...inputsRoutes, ...topSlicesRoutes]
