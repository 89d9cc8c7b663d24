import type { Vocabulary } from '#platform'
import type { NavigationLink, Route } from '#ui'
import { type Admitted, decide } from './gate.ts'

const textOf = (route: Route, vocabulary: Vocabulary): string =>
  typeof route.nav!.text === 'function' ? route.nav!.text(vocabulary) : route.nav!.text

const holds = (href: string, path: string): boolean => path === href || (href !== '/' && path.startsWith(`${href}/`))

/** The header's links: the routes that ask to be there and that whoever asks may use, in the order they ask for. */
export function navigationFor(routes: readonly Route[], admitted: Admitted, path: string): NavigationLink[] {
  const { vocabulary } = admitted.ctx
  const shown = routes.filter(
    ({ nav, method, permission }) => nav && method === 'GET' && decide(permission, admitted) === 'let-in',
  )
  const current = shown
    .map((route) => route.path)
    .filter((href) => holds(href, path))
    .toSorted((a, b) => b.length - a.length)[0]
  return shown
    .map((route) => ({
      order: route.nav!.order,
      text: textOf(route, vocabulary),
      href: route.path,
      current: route.path === current,
    }))
    .toSorted((a, b) => a.order - b.order || a.text.localeCompare(b.text))
    .map(({ text, href, current: here }) => ({ text, href, current: here }))
}
