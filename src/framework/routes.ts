export { operations } from './showing/framework.api.ts'
export { routes } from './showing/routes.ts'
