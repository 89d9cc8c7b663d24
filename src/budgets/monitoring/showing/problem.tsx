import type { FinancialYear, Month, Refused } from '#shared'
import { EmptyState, PageHeading, type Reply, notFound, page, refusal } from '#ui'
import { yearInPath } from './addresses.ts'

/** What stands where there is nothing to watch yet, and what to do about it. */
export function nothingToWatch(
  { code, message }: Refused,
  about: { readonly month?: Month; readonly year?: FinancialYear },
): Reply {
  if (code === 'too-narrow') return refusal(403, message, 'Not while small numbers are held back')
  if (code === 'nothing') return notFound(message)
  const action =
    code === 'no-budget'
      ? { text: 'Set a budget', href: about.year ? `/budgets?year=${yearInPath(about.year)}` : '/budgets' }
      : code === 'no-activity'
        ? { text: 'Import activity', href: '/imports' }
        : undefined
  const body = (
    <>
      <PageHeading>The year against the budget</PageHeading>
      <EmptyState title={titles[code] ?? 'There is nothing to show'} {...(action && { action })}>
        <p>{message}</p>
      </EmptyState>
    </>
  )
  return page({ title: 'The year against the budget', body })
}

const titles: Readonly<Record<string, string>> = {
  'no-budget': 'No budget is issued',
  'no-activity': 'Nothing is in yet',
  'not-drawn-up': 'The statements are not drawn up yet',
  which: 'Whose budget?',
}
