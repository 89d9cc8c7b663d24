import { type Admitted, decide } from './gate.ts'
import type { WebSetting } from './web-setting.ts'

/** `/lines/:month` as a pattern for whole paths. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)

/**
 * Whether a link leads whoever looks anywhere: a figure whose lines they may not see is drawn as a figure. What no route
 * answers is left as it is. A page holds thousands of links to few addresses, so each path is looked up once.
 */
export function opensFor({ routes }: WebSetting, admitted: Admitted): (href: string) => boolean {
  const pages = routes
    .filter(({ method }) => method === 'GET')
    .map(({ path, permission }) => ({ pattern: patternOf(path), permission }))
  const known = new Map<string, boolean>()
  return (href) => {
    const path = href.split(/[?#]/, 1)[0]!
    const before = known.get(path)
    if (before !== undefined) return before
    const found = pages.find(({ pattern }) => pattern.test(path))
    const opens = !found || decide(found.permission, admitted) === 'let-in'
    known.set(path, opens)
    return opens
  }
}
