import { findOrganisation, practiceMemberships } from '#organisations'
import type { Ctx } from '#platform'
import { formatPence, toPence } from '#shared'
import {
  DataTable,
  DownloadLinks,
  EmptyState,
  PageHeading,
  type Reply,
  type Route,
  SummaryList,
  defineRoute,
  notFound,
  page,
} from '#ui'
import { z } from 'zod'
import { type YearBalance, yearBalances } from '../account/balances.view.ts'
import { ledgerLines } from '../ledger/entries.view.ts'
import { listUses } from '../use/uses.view.ts'
import { withheldWords } from '../year/condition.ts'
import { closedLines, restsOn, withheldOf, yearResults } from '../year/results.view.ts'
import { accountAddress, newUseAddress, savingsAddress } from './addresses.ts'
import { ClosedYearBody } from './practice-year-body.tsx'
import { linesTable } from './lines-table.ts'
import { partsTable } from './partition-table.ts'
import { code, yearInput } from './savings-input.ts'
import { statementTable } from './statement-table.ts'
import { usesOnPage, usesTable } from './uses-table.ts'
import { namesFor } from './names.view.ts'

const nowhere = (): Reply => notFound('There is no practice here whose account you may see. Check its code.')

/** A practice within the asker's reach. */
async function practiceOf(ctx: Ctx, practice: string): Promise<boolean> {
  const { practices } = ctx.scope
  if (practices !== 'all') return practices.some((reach) => reach.practice === practice)
  const found = await findOrganisation(ctx.db, practice)
  return found?.kind === 'practice' && (await isOfOwnCommissioner(ctx, practice))
}

async function isOfOwnCommissioner({ db, scope }: Ctx, practice: string): Promise<boolean> {
  const { commissioners } = scope
  if (commissioners === 'all') return true
  const memberships = await practiceMemberships(db)
  return memberships.some((each) => each.practice === practice && commissioners.includes(each.commissioner))
}

const total = (balances: readonly YearBalance[], of: (balance: YearBalance) => number) =>
  formatPence(toPence(balances.reduce((sum, balance) => sum + of(balance), 0)))

const Standing = ({ balances }: { balances: readonly YearBalance[] }) => (
  <SummaryList
    rows={[
      { key: 'Left to use', value: total(balances, (each) => each.entitlementPence) },
      { key: 'Drawn so far', value: total(balances, (each) => each.drawnPence) },
      { key: 'Overspend carried', value: total(balances, (each) => each.overspendPence) },
    ]}
  />
)

async function accountPage(ctx: Ctx, practice: string): Promise<Reply> {
  if (!(await practiceOf(ctx, practice))) return nowhere()
  const [lines, balances, uses, names] = [
    await ledgerLines(ctx, { practice }),
    await yearBalances(ctx, { practice }),
    await listUses(ctx, { practice }),
    await namesFor(ctx),
  ]
  const withheld = await withheldOf(ctx, practice)
  const statement = statementTable(lines, await restsOn(ctx, practice), { withheld })
  const table = usesTable(uses, names)
  const body = (
    <>
      <PageHeading caption="Account of savings">{names.of(practice)}</PageHeading>
      {lines.length === 0 ? (
        <EmptyState title="Nothing stands on this account" action={{ text: 'Propose a use', href: newUseAddress }}>
          {ctx.scope.smallNumbers === 'shown' && withheld.map((each) => <p key={each.year}>{withheldWords(each)}</p>)}
          <p>Something comes in once a year is closed in which the practice spent less than it was given.</p>
        </EmptyState>
      ) : (
        <>
          {ctx.scope.smallNumbers === 'shown' && <Standing balances={balances} />}
          <DataTable table={statement} sortable={false} />
        </>
      )}
      <DataTable table={usesOnPage(table, ['practice_name'])} exportable={false} empty="No use was proposed yet." />
      {uses.length > 0 && <DownloadLinks table={table} label="Download these uses, with all columns" />}
    </>
  )
  return page({
    title: `Account of ${names.of(practice)}`,
    body,
    tables: [statement, table],
    breadcrumbs: [{ text: 'Savings', href: '/savings' }],
  })
}

const accountRoute = defineRoute({
  method: 'GET',
  path: '/savings/accounts/:practice',
  permission: 'budget.read',
  audit: null,
  input: z.object({ practice: code }),
  handle: (ctx, { practice }) => accountPage(ctx, practice),
})

const practiceYearRoute = defineRoute({
  method: 'GET',
  path: '/savings/accounts/:practice/:year',
  permission: 'budget.read',
  audit: null,
  input: z.object({ practice: code, year: yearInput }),
  async handle(ctx, { practice, year }) {
    const names = await namesFor(ctx)
    const result = (await yearResults(ctx, year)).find((each) => each.practice === practice)
    if (!result) return nowhere()
    const parts = partsTable(result, `${names.of(practice)}, ${year}`)
    const lines = linesTable(await closedLines(ctx, { practice, year }), year)
    const body = <ClosedYearBody result={result} year={year} name={names.of(practice)} tables={[parts, lines]} />
    return page({
      title: `${names.of(practice)} ${year}`,
      body,
      tables: [parts, lines],
      breadcrumbs: [
        { text: `Savings ${year}`, href: savingsAddress(year) },
        { text: names.of(practice), href: accountAddress(practice) },
      ],
    })
  },
})

export const accountRoutes: readonly Route[] = [accountRoute, practiceYearRoute]
