import { formatPence } from '#shared'
import { Details } from '#ui'
import type { ReactNode } from 'react'
import type { ManagementCost } from '../management-cost/management-cost.view.ts'
import type { Source } from '../policy/allowance-policy.ts'

const sourceWords: Readonly<Record<Source, string>> = {
  framework: 'from the framework of the time',
  guidance: 'from guidance of the time',
  choice: 'a choice of this product',
  memory: 'from memory: put your own in its place',
}

/** How the funding of a level is reckoned, with where each figure is from. */
export function FundingWorking({ cost: { policy } }: { cost: Pick<ManagementCost, 'policy'> }): ReactNode {
  if (!policy) return null
  return (
    <Details summary="How the funding of a level is reckoned">
      <p>
        For every {policy.per_population.toLocaleString('en-GB')} patients a week, over {policy.weeks_per_year.weeks}{' '}
        weeks ({sourceWords[policy.weeks_per_year.source]}):
      </p>
      <ul>
        {policy.levels.map(({ level, sessions_per_week: sessions, manager_hours_per_week: hours, source }) => (
          <li key={level}>
            Level {level}: {sessions} sessions of a general practitioner and {hours} hours of a manager (
            {sourceWords[source]})
          </li>
        ))}
        <li>
          A session is paid {formatPence(policy.session.pounds)} ({sourceWords[policy.session.source]}), an hour{' '}
          {formatPence(policy.manager_hour.pounds)} ({sourceWords[policy.manager_hour.source]})
        </li>
      </ul>
      <p>Each of the two is rounded once, to the penny.</p>
    </Details>
  )
}
