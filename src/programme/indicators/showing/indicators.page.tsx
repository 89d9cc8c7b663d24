import type { Ctx } from '#platform'
import { whoseProgramme } from '#programme/leads'
import { dayInLondon, formatDate, mayDo } from '#shared'
import {
  DataTable,
  DownloadLinks,
  EmptyState,
  Figures,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
} from '#ui'
import { z } from 'zod'
import { indicatorStandings } from '../figures/indicators.view.ts'
import { driftListAddress, importAddress, lessonsAddress, newIndicatorAddress } from './addresses.ts'
import { optionalCode } from './indicator-input.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { figuresToSend, standingsOnPage, standingsTable } from './indicator-tables.ts'
import { Ways } from './ways.tsx'

async function indicatorsPage(ctx: Ctx, asked: string | undefined): Promise<Reply> {
  const whose = await whoseProgramme(ctx, asked)
  if (!whose.ok) return notFound(whose.message)
  const { owner, owners } = whose.value
  const names = new Map(owners.seen.map(({ code, name }) => [code, name]))
  const today = dayInLondon(ctx.clock.now())
  const standings = await indicatorStandings(ctx, { on: today, ...(asked !== undefined && { owner: asked }) })
  const { smallNumbers } = ctx.scope
  const table = standingsTable(standings, (of) => names.get(of) ?? of, smallNumbers)
  const figures = figuresToSend(standings.map(({ indicator }) => indicator))
  const counted = (of: (standing: (typeof standings)[number]) => boolean): string => String(standings.filter(of).length)
  const body = (
    <>
      <PageHeading caption={formatDate(today)}>Indicators</PageHeading>
      <OwnerChoice action="/indicators" owners={owners.seen} current={asked ?? ''} all="All of them" />
      {standings.length === 0 ? (
        <EmptyState
          title="No indicator is written down yet"
          {...(mayDo(ctx.scope, 'indicator.change') && {
            action: { text: 'Add an indicator', href: newIndicatorAddress(owner.code) },
          })}
        >
          <p>An indicator has somebody who looks after it, a target with a tolerance, and a figure each month.</p>
        </EmptyState>
      ) : (
        <>
          <Figures
            figures={[
              { label: 'Met', value: counted(({ against }) => against === 'met') },
              { label: 'Within tolerance', value: counted(({ against }) => against === 'within') },
              { label: 'Beyond tolerance', value: counted(({ against }) => against === 'beyond') },
              {
                label: 'Unusual, for worse',
                value: counted(({ variation }) => variation === 'concern'),
                note: 'more than chance makes of it',
              },
            ]}
          />
          <DataTable
            table={standingsOnPage(table, asked !== undefined || owners.seen.length === 1)}
            exportable={false}
          />
          <DownloadLinks table={table} label="Download how they stand" />
          {smallNumbers === 'shown' && <DownloadLinks table={figures} label="Download their figures" />}
        </>
      )}
      <Ways
        ways={[
          { text: 'Add an indicator', href: newIndicatorAddress(owner.code) },
          { text: 'Send figures from a file', href: importAddress(owner.code) },
          { text: 'Drift beyond a tolerance', href: driftListAddress() },
          { text: 'Lessons', href: lessonsAddress },
        ]}
      />
    </>
  )
  return page({ title: 'Indicators', body, tables: [table, ...(smallNumbers === 'shown' ? [figures] : [])] })
}

export const indicatorsRoute: Route = defineRoute({
  method: 'GET',
  path: '/indicators',
  permission: 'programme.read',
  audit: null,
  nav: { text: 'Indicators', order: 18.8 },
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => indicatorsPage(ctx, owner),
})
