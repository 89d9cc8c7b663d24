import { type Month, formatMonth } from '#shared'
import type { ReactNode } from 'react'
import { usePage } from '../page-context.ts'
import type { Crumb } from '../reply.ts'

// The design system's own markup: its React links do not type-check under an import condition of one's own.

/** The way back up. The shell draws it from a page's `breadcrumbs`; pages seldom need it themselves. */
export function Breadcrumbs({ items: all }: { items: readonly Crumb[] }): ReactNode {
  const { opens } = usePage()
  const items = all.filter(({ href }) => opens(href))
  const last = items.at(-1)
  return (
    last && (
      <nav className="nhsuk-breadcrumb" aria-label="Breadcrumb">
        <ol className="nhsuk-breadcrumb__list">
          {items.map(({ text, href }) => (
            <li className="nhsuk-breadcrumb__list-item" key={href}>
              <a className="nhsuk-breadcrumb__link" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ol>
        <a className="nhsuk-back-link" href={last.href}>
          <span className="nhsuk-u-visually-hidden">Back to </span>
          {last.text}
        </a>
      </nav>
    )
  )
}

/** First, last and the neighbours of this page; 0 stands for pages left out. */
export function pagesShown(page: number, pages: number): number[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((at) => at >= 1 && at <= pages)
  const sorted = [...new Set(wanted)].toSorted((a, b) => a - b)
  return sorted.flatMap((at, position) => (position > 0 && at - sorted[position - 1]! > 1 ? [0, at] : [at]))
}

interface PaginationProps {
  readonly page: number
  readonly pages: number
  readonly href: (page: number) => string
}

function PageNumber({ at, page, href }: Pick<PaginationProps, 'page' | 'href'> & { at: number }): ReactNode {
  if (at === 0) return <li className="nhsuk-pagination__item nhsuk-pagination__item--ellipsis">⋯</li>
  const current = at === page
  return (
    <li className={`nhsuk-pagination__item${current ? ' nhsuk-pagination__item--current' : ''}`}>
      <a
        className="nhsuk-pagination__link"
        href={href(at)}
        aria-label={`Page ${at}`}
        aria-current={current ? 'page' : undefined}
      >
        {at}
      </a>
    </li>
  )
}

const Step = ({ way, href }: { way: 'previous' | 'next'; href: string }): ReactNode => (
  <a className={`nhsuk-pagination__${way}`} href={href} rel={way === 'previous' ? 'prev' : 'next'}>
    <span className="nhsuk-pagination__title">
      {way === 'previous' ? '← Previous' : 'Next →'}
      <span className="nhsuk-u-visually-hidden"> page</span>
    </span>
  </a>
)

/** The pages of a long list; nothing when it fits on one. */
export function Pagination({ page, pages, href }: PaginationProps): ReactNode {
  if (pages < 2) return null
  return (
    <nav className="nhsuk-pagination nhsuk-pagination--numbered" aria-label="Pages">
      {page > 1 && <Step way="previous" href={href(page - 1)} />}
      <ul className="nhsuk-pagination__list">
        {pagesShown(page, pages).map((at, position) => (
          <PageNumber key={at || -position} at={at} page={page} href={href} />
        ))}
      </ul>
      {page < pages && <Step way="next" href={href(page + 1)} />}
    </nav>
  )
}

interface MonthPickerProps {
  /** The months there are, earliest first. */
  readonly months: readonly Month[]
  readonly current: Month
  /** Where the form goes, with `?month=YYYY-MM`. */
  readonly action: string
  /** Where one month is seen, for the links to the month before and after. */
  readonly href: (month: Month) => string
  /** What else the form must carry on, such as how the figures are added up. */
  readonly carry?: Readonly<Record<string, string>>
}

/** Chooses a month: a plain form, and links to the neighbours. */
export function MonthPicker({ months, current, action, href, carry = {} }: MonthPickerProps): ReactNode {
  const at = months.indexOf(current)
  const before = months[at - 1]
  const after = at < 0 ? undefined : months[at + 1]
  return (
    <form className="app-month" method="get" action={action}>
      {Object.entries(carry).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="nhsuk-label app-month__label" htmlFor="month-picker">
        Month
      </label>
      <select className="nhsuk-select app-month__select" id="month-picker" name="month" defaultValue={current}>
        {months.toReversed().map((month) => (
          <option key={month} value={month}>
            {formatMonth(month)}
          </option>
        ))}
      </select>
      <button className="nhsuk-button nhsuk-button--secondary nhsuk-button--small app-month__button" type="submit">
        Show
      </button>
      <span className="app-month__links">
        {before && <a href={href(before)}>← {formatMonth(before)}</a>}
        {after && <a href={href(after)}>{formatMonth(after)} →</a>}
      </span>
    </form>
  )
}
