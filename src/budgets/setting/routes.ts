export { operations } from './showing/budgets.api.ts'
export { routes } from './showing/routes.ts'
