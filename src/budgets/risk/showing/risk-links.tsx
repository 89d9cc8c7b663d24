import type { FinancialYear } from '#shared'
import { usePage } from '#ui'
import type { ReactNode } from 'react'
import { riskAddress } from './addresses.ts'

const pages = [
  ['', 'The pool'],
  ['terms', 'Terms'],
  ['costs', 'What patients cost'],
  ['simulations', 'Simulation'],
  ['claims', 'Claims'],
  ['balance', 'Three years'],
] as const

/** From one page of a year’s risk to the others; whoever is asked about another commissioner than their own stays with it. */
export function RiskLinks({ year, here }: { year: FinancialYear; here: (typeof pages)[number][0] }): ReactNode {
  const { opens, url } = usePage()
  const of = url.searchParams.get('commissioner')
  const query = of === null ? '' : `?commissioner=${encodeURIComponent(of)}`
  const shown = pages.filter(([page]) => page === here || opens(riskAddress(year, page)))
  return (
    <nav className="app-month" aria-label={`Risk of ${year}`}>
      {shown.map(([page, text]) =>
        page === here ? (
          <strong key={page} aria-current="page">
            {text}
          </strong>
        ) : (
          <a key={page} href={`${riskAddress(year, page)}${query}`}>
            {text}
          </a>
        ),
      )}
    </nav>
  )
}
