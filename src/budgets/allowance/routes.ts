export { operations } from './showing/allowance.api.ts'
export { managementCostRoutes as routes } from './showing/management-cost.page.tsx'
