export { operations } from './showing/payments.api.ts'
export { routes } from './showing/routes.ts'
