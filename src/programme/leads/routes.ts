export { routes } from './showing/routes.ts'
export { operations } from './showing/leads.api.ts'
