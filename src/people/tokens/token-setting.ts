import type { Permission } from '#shared'
import type { FindStanding } from './find-standing.ts'

/** What the pages and commands of tokens are given. */
export interface TokenSetting {
  readonly findStanding: FindStanding
  /** What each permission lets somebody do, in words. */
  readonly permissionWords: Readonly<Record<Permission, string>>
}
