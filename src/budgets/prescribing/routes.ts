import type { Route } from '#ui'
import { chapterRoute } from './showing/chapter.page.tsx'
import { forecastRoute } from './showing/forecast.page.tsx'
import { importRoute, rejectsRoute, withdrawRoute } from './showing/import.page.tsx'
import { importsRoute, uploadRoute } from './showing/imports.page.tsx'
import { prescribingMonthRoute, prescribingRoute } from './showing/month.page.tsx'
import { practiceRoute, substanceRoute } from './showing/practice.page.tsx'

import { unitsRoute } from './units/units.page.tsx'

export { operations } from './showing/prescribing.api.ts'

export const routes: readonly Route[] = [
  prescribingRoute,
  prescribingMonthRoute,
  practiceRoute,
  substanceRoute,
  chapterRoute,
  unitsRoute,
  forecastRoute,
  importsRoute,
  uploadRoute,
  importRoute,
  rejectsRoute,
  withdrawRoute,
]
