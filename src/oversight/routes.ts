import type { Route } from '#ui'
import { accessReportRoute, accessReportsRoute } from './access/access-report.page.tsx'
import { journalRoute } from './journal/journal.page.tsx'

export const routes: readonly Route[] = [journalRoute, accessReportsRoute, accessReportRoute]
