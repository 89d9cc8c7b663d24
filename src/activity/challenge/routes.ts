import type { Route } from '#ui'
import { challengePageRoutes } from './showing/challenge.page.tsx'
import { challengesRoute } from './showing/challenges.page.tsx'
import { creditRoutes } from './showing/credits.page.tsx'
import { itemRoutes } from './showing/item.page.tsx'
import { letterRoutes } from './showing/letter.page.tsx'
import { newRoutes } from './showing/new.page.tsx'
import { receiveRoutes } from './showing/receive.page.tsx'
import { recoveredRoute } from './showing/recovered.page.tsx'
import { replyRoutes } from './showing/reply.page.tsx'
import { sendRoutes } from './showing/send.page.tsx'

export { operations } from './showing/challenges.api.ts'

// Addresses of words stand before those of a reference, which would read the words as one.
export const routes: readonly Route[] = [
  challengesRoute,
  ...newRoutes,
  ...receiveRoutes,
  ...challengePageRoutes,
  ...sendRoutes,
  ...letterRoutes,
  ...itemRoutes,
  ...replyRoutes,
  ...creditRoutes,
  recoveredRoute,
]
