import type { Route } from '#ui'
import { hoursRoute } from './hours.page.tsx'
import { leadsRoute } from './leads.page.tsx'
import { personsRoutes } from './persons.page.tsx'
import { reportRoutes } from './report.page.tsx'
import { reportsRoute } from './reports.page.tsx'
import { roleDeedRoutes } from './role-deeds.page.tsx'
import { roleFormRoutes } from './role-form.page.tsx'
import { roleRoute } from './role.page.tsx'
import { skillsRoutes } from './skills.page.tsx'

export const routes: readonly Route[] = [
  leadsRoute,
  ...roleFormRoutes,
  roleRoute,
  ...roleDeedRoutes,
  ...reportRoutes,
  reportsRoute,
  hoursRoute,
  ...skillsRoutes,
  ...personsRoutes,
]
