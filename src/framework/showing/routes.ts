import type { Route } from '#ui'
import { commitmentsRoutes } from './commitments.page.tsx'
import { definitionsRoutes } from './definitions.page.tsx'
import { dilemmaRoute } from './dilemma.page.tsx'
import { filesRoutes } from './files.page.tsx'
import { groupRoutes } from './group.page.tsx'
import { overviewRoute } from './overview.page.tsx'
import { registersRoutes } from './registers.page.tsx'
import { responsibilitiesRoutes } from './responsibilities.page.tsx'
import { targetRoutes } from './target.page.tsx'
import { targetsRoute } from './targets.page.tsx'

export const routes: readonly Route[] = [
  overviewRoute,
  ...groupRoutes,
  targetsRoute,
  ...targetRoutes,
  dilemmaRoute,
  ...responsibilitiesRoutes,
  ...commitmentsRoutes,
  ...registersRoutes,
  ...filesRoutes,
  ...definitionsRoutes,
]
