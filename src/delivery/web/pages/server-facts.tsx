import { idleSeconds, longestSessionMs } from '#auth'
import { SummaryList } from '#ui'
import type { ReactNode } from 'react'

/** What was said when the server was started, and cannot be changed from a page. */
export interface ServerFacts {
  /** The names by which it may be asked for. */
  readonly hosts: readonly string[]
  /** Only this computer reaches it. */
  readonly isLoopbackOnly: boolean
}

const hourMs = 3_600_000

const sessionWords =
  `A session ends after ${idleSeconds / 3600} hours without a click, and after ${longestSessionMs / hourMs} hours in ` +
  'any case.'

/** How the server was started, and how long sessions last: facts, told where somebody looks for them. */
export const ServerFactsList = ({ facts }: { facts: ServerFacts }): ReactNode => (
  <SummaryList
    rows={[
      {
        key: 'Who can reach it',
        value: facts.isLoopbackOnly ? 'Only the computer that it runs on.' : 'Other computers too.',
      },
      { key: 'Names it answers to', value: facts.hosts.join(', ') },
      { key: 'Sessions', value: sessionWords },
    ]}
  />
)
