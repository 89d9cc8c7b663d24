import { type Route } from '#ui'
import { type Assets } from './assets.ts'
import { aboutPage } from './pages/about.page.tsx'
import { assetRoute } from './pages/asset.route.ts'
import { healthRoute } from './pages/health.route.ts'
import { helpPage } from './pages/help.page.tsx'
import { runEventsRoute, runPage } from './pages/run.page.tsx'

interface ShellRoutesOptions {
  readonly assets: Assets
  readonly version: string
  readonly demonstration: boolean
}

/** The addresses that belong to no room. */
export const shellRoutes = ({ assets, version, demonstration }: ShellRoutesOptions): Route[] => [
  runPage, runEventsRoute, helpPage, aboutPage({ version, demonstration }), healthRoute(version), assetRoute(assets),
]

/** The routes that more than one room declared: only the first of them would ever answer. */
export function repeatedRoutes(routes: readonly Route[]): string[] {
  const names = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
}
