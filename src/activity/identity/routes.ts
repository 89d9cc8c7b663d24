export { identityRoutes as routes } from './showing/identity.page.tsx'
