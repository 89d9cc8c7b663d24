import type { Ctx } from '#platform'
import type { Route } from '#ui'
import type { ApiSetting } from '../api/api-setting.ts'
import type { Assets } from './assets.ts'
import type { Gate } from './gate.ts'
import type { PageLimits } from './rate-limit.ts'

/** What the web side of one running product is made of. */
export interface WebSetting {
  /** The product's own workbench; whoever asks is given theirs by the gate. */
  readonly ctx: Ctx
  readonly gate: Gate
  /** How often somebody may take tables away and search. */
  readonly limits: PageLimits
  readonly routes: readonly Route[]
  readonly assets: Assets
  readonly secret: Buffer
  readonly version: string
  /** True where the data folder holds an invented commissioner. */
  readonly demonstration: boolean
  /** Names the server answers to; only this computer's own unless said otherwise. */
  readonly hosts?: readonly string[]
  /** Browsers reach it by https: they are told to use nothing else from now on. */
  readonly isSecure?: boolean
  /** What programs may ask for, and how they are let in. */
  readonly api?: ApiSetting
}
