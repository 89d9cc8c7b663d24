import { join } from 'node:path'
import { loadContracts } from '#activity/contracts'
import { importActivity } from '#activity/import'
import { loadLocalPrices, loadTariff, priceMonths } from '#activity/pricing'
import { checkMonths } from '#activity/validation'
import { importPrescribing } from '#budgets/prescribing'
import { importListSizes, importMemberships, importOrganisations } from '#organisations'
import { type MakeAccount, addInventedPeople } from '#people'
import type { Ctx } from '#platform'
import { type Month, type Result, formatMonth, ok, toFinancialYear } from '#shared'
import { prescribingFiles } from './files/prescribing-files.ts'
import { liveBudget } from './living/live-budget.command.ts'
import { liveIndicators } from './living/live-indicators.command.ts'
import { liveLeads } from './living/live-leads.command.ts'
import { liveFramework } from './living/live-framework.command.ts'
import { liveMeetings } from './living/live-meetings.command.ts'
import { liveMonths } from './living/live-months.command.ts'
import { livePlan } from './living/live-plan.command.ts'
import { readReference } from './reference.ts'
import { tariffFolderName } from './files/tariff-files.ts'
import { writePlan } from './plan-contracts.ts'
import type { World } from './world/world.ts'
import { deliveriesOf } from './files/activity-files.ts'
import { timeOf } from './world/time.ts'
import type { FilesWritten } from './write-demonstration.ts'

interface Step {
  readonly words: string
  run(): Promise<Result<unknown>>
}

const deliveryWords = (months: readonly Month[]): string =>
  months.length > 1
    ? `bills of ${formatMonth(months[0]!)} to ${formatMonth(months.at(-1)!)}`
    : `bills of ${formatMonth(months[0]!)}`

/** Whoever meets the file among the imports sees that it is none of a real provider's. */
const billOf = (folder: string, name: string) => ({
  path: join(folder, name),
  name: name.replace('.csv', ' (synthetic).csv'),
})

export interface Loading {
  readonly ctx: Ctx
  /** Where the files were written. */
  readonly folder: string
  /** How sign-in makes an account. */
  readonly makeAccount: MakeAccount
  /** Ends once the bills are checked: nobody works with them. */
  readonly onlyBills?: boolean
}

const contractFileNames = [
  'contracts.csv',
  'follow-up-caps.csv',
  'multi-professional.csv',
  'calendar.csv',
  'quality-measures.csv',
] as const

async function loadPlan(ctx: Ctx, folder: string, world: World) {
  await writePlan(ctx, folder, world)
  return loadContracts(ctx, [{ path: join(folder, 'contract-plan.csv'), name: 'contract-plan.csv' }])
}

const loadPrescribing = (ctx: Ctx, folder: string, world: World) =>
  importPrescribing(ctx, {
    files: prescribingFiles(world, readReference().formulary).map(({ name }) => billOf(folder, name)),
    commissioner: world.commissioner.code,
  })

/** Everything a new user would take in, in the order in which one thing needs another. */
function steps({ ctx, folder, makeAccount, onlyBills = false }: Loading, { world, years }: FilesWritten): Step[] {
  const file = (name: string) => ({ file: join(folder, name), name })
  const months: readonly Month[] = timeOf(world.size).months
  const closed = months.filter((month) => !world.size.open.includes(month))
  const bills: Step[] = [
    { words: 'organisations', run: () => importOrganisations(ctx, file('organisations.csv')) },
    { words: 'memberships', run: () => importMemberships(ctx, file('memberships.csv')) },
    { words: 'list sizes', run: () => importListSizes(ctx, file('list-sizes.csv')) },
    ...years.map((year): Step => ({
      words: `prices of ${year}`,
      run: () => loadTariff(ctx, { source: join(folder, tariffFolderName(year)), year: toFinancialYear(year) }),
    })),
    { words: 'local prices', run: () => loadLocalPrices(ctx, { file: join(folder, 'local-prices.csv') }) },
    {
      words: 'contracts',
      run: () =>
        loadContracts(
          ctx,
          contractFileNames.map((name) => ({ path: join(folder, name), name })),
        ),
    },
    ...deliveriesOf(world).map((files): Step => ({
      words: deliveryWords(files.map(({ month }) => month)),
      run: () =>
        importActivity(ctx, {
          files: files.map(({ name }) => billOf(folder, name)),
          commissioner: world.commissioner.code,
        }),
    })),
    { words: 'prices of all bills', run: () => priceMonths(ctx, { months }) },
    { words: 'checks of all bills', run: () => checkMonths(ctx, { months }) },
  ]
  const work: Step[] = [
    { words: 'prescribing', run: () => loadPrescribing(ctx, folder, world) },
    { words: 'plans', run: () => loadPlan(ctx, folder, world) },
    { words: 'people and their posts', run: () => addInventedPeople(ctx, makeAccount, world) },
    {
      words: 'what people did',
      run: () => liveMonths(ctx, world, closed),
    },
    { words: 'the budget of the year', run: () => liveBudget(ctx, { world, folder, closed }) },
    { words: 'leads and their reports', run: () => liveLeads(ctx, world, closed) },
    { words: 'plans of the groups', run: () => livePlan(ctx, world) },
    { words: 'meetings of the groups', run: () => liveMeetings(ctx, world, closed) },
    { words: 'indicators, drift and lessons', run: () => liveIndicators(ctx, world) },
    { words: 'the framework', run: () => liveFramework(ctx, { world, folder }) },
  ]
  return onlyBills ? bills : [...bills, ...work]
}

/**
 * Takes the files of an invented commissioner through the same doors as a real one's. What is refused stops it with the refusal;
 * what was taken stays, and the same command goes on from there, because each door knows a file it has had.
 */
export async function loadDemonstration(
  loading: Loading,
  written: FilesWritten,
  report: (words: string, done: number, total: number) => void,
): Promise<Result<{ steps: number }>> {
  const all = steps(loading, written)
  for (const [at, step] of all.entries()) {
    report(step.words, at, all.length)
    const done = await step.run()
    if (!done.ok && done.code !== 'already-imported') return done
  }
  return ok({ steps: all.length })
}
