import type { Route } from '#ui'
import { newTokenRoutes } from './new-token.page.tsx'
import { ownTokenRoutes } from './own-tokens.page.tsx'
import { personTokenRoutes } from './person-tokens.page.tsx'
import type { TokenSetting } from './token-setting.ts'

/** Every address at which tokens are seen, made and ended. */
export const tokenRoutes = (setting: TokenSetting): readonly Route[] => [
  ...newTokenRoutes(setting),
  ...ownTokenRoutes(setting),
  ...personTokenRoutes(setting),
]
