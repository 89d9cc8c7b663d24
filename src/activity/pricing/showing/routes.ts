import type { Route } from '#ui'
import { loadTariffRoute } from './load-tariff.page.tsx'
import { tariffsRoute } from './tariff-list.page.tsx'
import { tariffRoute } from './tariff.page.tsx'

export { operations } from './tariffs.api.ts'

export const routes: readonly Route[] = [tariffsRoute, tariffRoute, loadTariffRoute]
