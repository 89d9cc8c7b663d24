export { operations } from './showing/risk.api.ts'
export { routes } from './showing/routes.ts'
