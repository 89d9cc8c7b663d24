import { usePage } from '#ui'
import type { ReactNode } from 'react'
import { dilemmaAddress, groupAddress, registerAddress, responsibilitiesAddress, targetsAddress } from './addresses.ts'

export interface Way {
  readonly text: string
  readonly href: string
}

/** Where one can go on from here; only what opens for whoever looks. */
export function Ways({
  ways,
  label = 'Look closer',
}: {
  readonly ways: readonly Way[]
  readonly label?: string
}): ReactNode {
  const { opens } = usePage()
  const open = ways.filter(({ href }) => opens(href))
  if (open.length === 0) return null
  return (
    <ul className="app-choices__list" aria-label={label}>
      {open.map(({ text, href }) => (
        <li key={href}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  )
}

export const groupWays = (group: string, assessment?: number): Way[] => [
  { text: 'Where it stands', href: groupAddress(group, assessment) },
  { text: 'Targets', href: targetsAddress(group, assessment) },
  { text: 'Which level to go for', href: dilemmaAddress(group, assessment) },
  { text: 'Who is responsible', href: responsibilitiesAddress(group) },
  { text: 'Registers', href: registerAddress('schemes', { group }) },
]
