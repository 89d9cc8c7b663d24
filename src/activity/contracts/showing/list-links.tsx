import { usePage } from '#ui'
import type { ReactNode } from 'react'
import { kinds } from '../loading/kinds.ts'

const others = kinds.filter(({ name }) => name !== 'contracts' && name !== 'calendar')

/** The lists that stand beside the contracts, each with its own page. */
export function ListLinks(): ReactNode {
  const { opens } = usePage()
  const links = [
    { href: '/calendar', text: 'Calendar: until when each month may be sent, and bank holidays' },
    ...others.map(({ name, title }) => ({ href: `/contract-lists/${name}`, text: title })),
    { href: '/tariffs', text: 'Price lists, with prices agreed locally and how they are rounded' },
  ]
  return (
    <>
      <h2 className="nhsuk-heading-m">What stands beside them</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {links
          .filter(({ href }) => opens(href))
          .map(({ href, text }) => (
            <li key={href}>
              <a href={href}>{text}</a>
            </li>
          ))}
      </ul>
    </>
  )
}
