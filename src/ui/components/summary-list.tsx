import type { ReactNode } from 'react'
import { usePage } from '../page-context.ts'

export interface SummaryRow {
  readonly key: string
  readonly value: ReactNode
  readonly action?: { readonly text: string; readonly href: string }
}

const Action = ({ action, of }: { action: NonNullable<SummaryRow['action']>; of: string }): ReactNode => (
  <dd className="nhsuk-summary-list__actions">
    <a href={action.href}>
      {action.text}
      <span className="nhsuk-u-visually-hidden"> {of.toLowerCase()}</span>
    </a>
  </dd>
)

function SummaryLine({ row }: { row: SummaryRow }): ReactNode {
  const { opens } = usePage()
  const action = row.action && opens(row.action.href) ? row.action : undefined
  const className = action ? 'nhsuk-summary-list__row' : 'nhsuk-summary-list__row nhsuk-summary-list__row--no-actions'
  return (
    <div className={className}>
      <dt className="nhsuk-summary-list__key">{row.key}</dt>
      <dd className="nhsuk-summary-list__value">{row.value}</dd>
      {action && <Action action={action} of={row.key} />}
    </div>
  )
}

/** Facts about one thing: what it is called on the left, what it is on the right. */
export const SummaryList = ({ rows }: { rows: readonly SummaryRow[] }): ReactNode => (
  <dl className="nhsuk-summary-list">
    {rows.map((row) => (
      <SummaryLine key={row.key} row={row} />
    ))}
  </dl>
)
