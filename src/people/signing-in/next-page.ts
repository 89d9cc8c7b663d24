import { isOwnPath } from '#ui'
import { z } from 'zod'

/** Where somebody was going when they were asked to sign in. */
export const nextField = z.string().max(2000).optional()

/** Only within the product, and to no page about signing in: whoever is in has no business there. */
export const nextOf = (next: string | undefined): string =>
  next !== undefined && isOwnPath(next) && !/^\/sign-(in|out)\b/.test(next) ? next : '/'

/** The same address with where they were going, when that is anywhere but home. */
export function withNext(path: string, next: string | undefined): string {
  const to = nextOf(next)
  return to === '/' ? path : `${path}?${new URLSearchParams({ next: to })}`
}
