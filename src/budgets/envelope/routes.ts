import type { Operation, Route } from '#ui'

export const routes: readonly Route[] = []
export const operations: readonly Operation[] = []
