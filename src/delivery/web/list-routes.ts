import { type Route, shapeOf } from '#ui'
import type { Assets } from './assets.ts'
import { aboutPage } from './pages/about.page.tsx'
import { assetRoute } from './pages/asset.route.ts'
import { healthRoute } from './pages/health.route.ts'
import { helpPage } from './pages/help.page.tsx'
import { runEventsRoute, runPage } from './pages/run.page.tsx'
import { type ServerFacts, settingsRoutes } from './pages/settings.page.tsx'

interface ShellRoutesOptions {
  readonly assets: Assets
  readonly version: string
  readonly demonstration: boolean
  /** How the server was configured, as the settings page tells it. */
  readonly server: ServerFacts
}

/** The addresses that belong to no room. */
export const shellRoutes = ({ assets, version, demonstration, server }: ShellRoutesOptions): Route[] => [
  runPage,
  runEventsRoute,
  helpPage,
  ...settingsRoutes(server),
  aboutPage({ version, demonstration }),
  healthRoute(version),
  assetRoute(assets),
]

/** One address as a reviewer reads it: who may, what is kept of it, what it takes. */
export interface ListedRoute {
  readonly method: string
  readonly path: string
  readonly permission: string
  readonly audit: string | null
  readonly fields: readonly string[]
}

export const listRoutes = (routes: readonly Route[]): ListedRoute[] =>
  routes.map(({ method, path, permission, audit, input }) => ({
    method,
    path,
    permission,
    audit,
    fields: Object.keys(shapeOf(input) ?? {}),
  }))

/** The routes that more than one room declared: only the first of them would ever answer. */
export function repeatedRoutes(routes: readonly Route[]): string[] {
  const names = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
}
