export { routes } from './showing/routes.ts'
