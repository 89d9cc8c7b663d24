import { usePage } from '#ui'
import type { ReactNode } from 'react'

/** Where to go on from a page: what the asker may not open is left out. */
export function Ways({ ways }: { ways: readonly { readonly text: string; readonly href: string }[] }): ReactNode {
  const { opens } = usePage()
  return (
    <ul className="app-choices__list" aria-label="Go on">
      {ways
        .filter(({ href }) => opens(href))
        .map(({ text, href }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
    </ul>
  )
}
