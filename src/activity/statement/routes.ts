import type { Route } from '#ui'
import { lineRoute } from './line/line.page.tsx'
import { linesChoiceRoute, linesRoute } from './lines/lines.page.tsx'
import { homeRoute, monthChoiceRoute, monthRoute } from './months/month.page.tsx'
import { statementChoiceRoute, statementRoute } from './totals/statement.page.tsx'

export const routes: readonly Route[] = [
  homeRoute,
  monthChoiceRoute,
  monthRoute,
  statementChoiceRoute,
  statementRoute,
  linesChoiceRoute,
  linesRoute,
  lineRoute,
]
