import { usePage } from '#ui'
import type { ReactNode } from 'react'
import type { KindName } from '../loading/kind.ts'
import { kinds } from '../loading/kinds.ts'

const others = kinds.filter(({ name }) => name !== 'contracts' && name !== 'calendar')

/** About patients, or about several providers at once: no provider's to read. */
export const isForCommissioners = (name: KindName): boolean => name === 'prior-approvals' || name === 'excluded-drugs'

/** The lists that stand beside the contracts, each with its own page; those of commissioners alone where `all` are theirs to read. */
export function ListLinks({ all }: { readonly all: boolean }): ReactNode {
  const { opens } = usePage()
  const links = [
    { href: '/calendar', text: 'Calendar: until when each month may be sent, and bank holidays' },
    ...others
      .filter(({ name }) => all || !isForCommissioners(name))
      .map(({ name, title }) => ({ href: `/contract-lists/${name}`, text: title })),
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
