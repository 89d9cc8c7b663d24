import { usePage } from '#ui'
import type { ReactNode } from 'react'
import {
  baselinesAddress,
  chartAddress,
  importAddress,
  issueAddress,
  newItemAddress,
  personsAddress,
  planAddress,
  unresolvedAddress,
} from './addresses.ts'

/** The pages of a plan, each only for whom it opens. */
export function Ways({ owner, mayRun }: { owner: string; mayRun: boolean }): ReactNode {
  const { opens } = usePage()
  const ways: readonly (readonly [string, string, boolean])[] = [
    [chartAddress(owner), 'Over time', true],
    [unresolvedAddress(owner), 'Leads to settle', true],
    [baselinesAddress(owner), 'Baselines', true],
    [personsAddress(owner), 'Persons who may lead', true],
    [newItemAddress(owner), 'Add an item', mayRun],
    [importAddress(owner), 'Take in a plan', mayRun],
    [issueAddress(owner), 'Issue it as a document', mayRun],
  ]
  return (
    <ul className="nhsuk-list">
      {ways
        .filter(([href, , isShown]) => isShown && opens(href))
        .map(([href, text]) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
    </ul>
  )
}

export const planCrumbs = (owner: string, ...more: readonly { text: string; href: string }[]) => [
  { text: 'Plan', href: planAddress(owner) },
  ...more,
]
