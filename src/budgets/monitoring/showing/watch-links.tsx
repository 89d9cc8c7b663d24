import type { FinancialYear, Month } from '#shared'
import { usePage } from '#ui'
import type { ReactNode } from 'react'
import { type PositionBy, positionDimensions } from '../position/position-row.ts'
import { type Narrowed, forecastAddress, phasingAddress, watchAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

const texts = (names: Names): Readonly<Record<PositionBy, string>> => ({
  practice: `By ${names.practice.toLowerCase()}`,
  group: `By ${names.group.toLowerCase()}`,
  line: 'By line',
  commissioner: 'All together',
})

interface LinksProps {
  readonly month: Month
  readonly by: PositionBy
  readonly narrowed: Narrowed
  readonly names: Names
}

/** How the same year can be added up; the way it is now is not a link. */
export const AddedUpBy = ({ month, by, narrowed, names }: LinksProps): ReactNode => (
  <nav className="app-choices" aria-label="Added up by">
    <ul className="app-choices__list">
      {positionDimensions.map((each) => (
        <li key={each}>
          {each === by ? (
            <strong aria-current="page">{texts(names)[each]}</strong>
          ) : (
            <a href={watchAddress(month, each, narrowed)}>{texts(names)[each]}</a>
          )}
        </li>
      ))}
    </ul>
  </nav>
)

/** What the table is narrowed to, each with the way to undo it. */
export function NarrowedTo({ month, by, narrowed, names }: LinksProps): ReactNode {
  const used = (['practice', 'group', 'line'] as const).flatMap((key) => {
    const code = narrowed[key]
    return code === undefined ? [] : [{ key, code }]
  })
  if (used.length === 0) return null
  return (
    <ul className="app-choices__list" aria-label="Narrowed to">
      {used.map(({ key, code }) => (
        <li key={key}>
          <strong>{names.of(key, code)}</strong>{' '}
          <a href={watchAddress(month, by, { ...narrowed, [key]: undefined })}>Remove</a>
        </li>
      ))}
    </ul>
  )
}

/** The pages beside this one. */
export function OtherPages({ month, year }: { readonly month: Month; readonly year: FinancialYear }): ReactNode {
  const { opens } = usePage()
  const pages = [
    { href: forecastAddress(month), text: 'The forecast, and how far each model was out' },
    { href: phasingAddress(year), text: 'How the budget is spread over the months' },
  ].filter(({ href }) => opens(href))
  return (
    <ul className="app-choices__list">
      {pages.map(({ href, text }) => (
        <li key={href}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  )
}
