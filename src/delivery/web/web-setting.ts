import type { Ctx } from '#platform'
import type { Route } from '#ui'
import type { Assets } from './assets.ts'

/** What the web side of one running product is made of. */
export interface WebSetting {
  readonly ctx: Ctx
  readonly routes: readonly Route[]
  readonly assets: Assets
  readonly secret: Buffer
  readonly version: string
  /** True where the data folder holds an invented commissioner. */
  readonly demonstration: boolean
  /** Names the server answers to; only this computer's own unless said otherwise. */
  readonly hosts?: readonly string[]
}
