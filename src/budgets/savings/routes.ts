export { routes } from './showing/routes.ts'
export { operations } from './showing/savings.api.ts'
