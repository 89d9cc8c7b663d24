import { organisationNames } from '#organisations'
import { addPence, dayInLondon, formatPence, mayDo } from '#shared'
import { DataTable, EmptyState, Figures, PageHeading, defineRoute, noInput, page } from '#ui'
import type { ReactNode } from 'react'
import { listChallenges } from '../views/challenge-list.view.ts'
import { type Listed, challengesTable, listed } from './challenges-table.ts'

const worth = (all: readonly Listed[]): string =>
  formatPence(addPence(...all.map(({ standing }) => standing.claimedPence)))

function Summary({ all, ours }: { all: readonly Listed[]; ours: boolean }): ReactNode {
  const open = all.filter(({ standing }) => standing.holder !== 'nobody')
  const late = open.filter(({ deadline }) => deadline && deadline.daysLate > 0)
  const mine = open.filter(({ standing }) => standing.holder === (ours ? 'us' : 'provider'))
  return (
    <Figures
      figures={[
        { label: 'Overdue', value: late.length, note: `${worth(late)} claimed` },
        { label: ours ? 'With us' : 'With you', value: mine.length, note: `${worth(mine)} claimed` },
        { label: 'Open', value: open.length, note: `${worth(open)} claimed` },
      ]}
    />
  )
}

const Links = (): ReactNode => (
  <p>
    <a href="/challenges/new">Build a challenge</a> · <a href="/challenges/receive">Take in a reply file</a> ·{' '}
    <a href="/credits">Credits</a> · <a href="/recovered">Money recovered</a>
  </p>
)

const Nothing = ({ maySend }: { maySend: boolean }): ReactNode => (
  <EmptyState
    title="There is no challenge yet"
    {...(maySend && { action: { text: 'Build a challenge', href: '/challenges/new' } })}
  >
    <p>
      {maySend
        ? 'Once a month is checked and practices have answered, put its findings to the provider.'
        : 'What is put to you about a bill stands here, with the day by which it is to be answered.'}
    </p>
  </EmptyState>
)

export const challengesRoute = defineRoute({
  method: 'GET',
  path: '/challenges',
  permission: 'challenge.read',
  audit: null,
  input: noInput,
  nav: { text: 'Challenges', order: 8 },
  async handle(ctx) {
    const [challenges, names] = await Promise.all([listChallenges(ctx), organisationNames(ctx.db)])
    const all = challenges.map((one) => listed(one, dayInLondon(ctx.clock.now())))
    const table = challengesTable(all, names)
    const maySend = mayDo(ctx.scope, 'challenge.send')
    const body = (
      <>
        <PageHeading>Challenges</PageHeading>
        {maySend && <Links />}
        {all.length === 0 ? (
          <Nothing maySend={maySend} />
        ) : (
          <>
            <Summary all={all} ours={ctx.scope.providers === 'all'} />
            <DataTable table={table} />
          </>
        )}
      </>
    )
    return page({ title: 'Challenges', body, tables: [table], breadcrumbs: [{ text: 'Home', href: '/' }] })
  },
})
