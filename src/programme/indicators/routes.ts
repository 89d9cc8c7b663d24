import type { Route } from '#ui'

export const routes: readonly Route[] = []
