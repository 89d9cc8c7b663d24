import type { Route } from '#ui'
import { driftRoutes } from './drift.page.tsx'
import { importRoutes } from './import.page.tsx'
import { indicatorFormRoutes } from './indicator-form.page.tsx'
import { indicatorRoutes } from './indicator.page.tsx'
import { indicatorsRoute } from './indicators.page.tsx'
import { lessonFormRoutes } from './lesson-form.page.tsx'
import { lessonRoute, lessonsRoute } from './lessons.page.tsx'

export const routes: readonly Route[] = [
  indicatorsRoute,
  ...indicatorFormRoutes,
  ...importRoutes,
  ...indicatorRoutes,
  lessonsRoute,
  ...lessonFormRoutes,
  lessonRoute,
  ...driftRoutes,
]
