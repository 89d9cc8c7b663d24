import type { Banner } from '../reply.ts'
import type { Visitor } from '../route.ts'

/** Addresses of the files every page loads; their names carry a hash of their content. */
export interface AssetPaths {
  readonly style: string
  readonly script: string
  readonly icon: string
}

export interface NavigationLink {
  readonly text: string
  readonly href: string
  readonly current: boolean
}

/** What stands on every page around its own content. */
export interface ShellFacts {
  readonly assets: AssetPaths
  /** The one-time word that lets this page's own scripts run, and no others. */
  readonly nonce: string
  readonly navigation: readonly NavigationLink[]
  /** Who has come in, and in which post they work. */
  readonly visitor?: Visitor
  readonly version: string
  /** The era whose words are shown. */
  readonly vocabulary: string
  /** True where the figures are invented. */
  readonly demonstration: boolean
  readonly banner?: Banner
}
