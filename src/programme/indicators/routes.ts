export { routes } from './showing/routes.ts'
export { operations } from './showing/indicators.api.ts'
