import type { Operation, Route } from '#ui'
import { lineOperation } from './line/line.api.ts'
import { lineRoute } from './line/line.page.tsx'
import { linesOperation } from './lines/lines.api.ts'
import { linesChoiceRoute, linesRoute } from './lines/lines.page.tsx'
import { homeRoute, monthChoiceRoute, monthRoute } from './months/month.page.tsx'
import { gapsOperation, monthsOperation } from './months/months.api.ts'
import { statementOperation } from './totals/statement.api.ts'
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

export const operations: readonly Operation[] = [
  monthsOperation,
  gapsOperation,
  statementOperation,
  linesOperation,
  lineOperation,
]
