import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadContracts } from '#activity/contracts'
import { importActivity } from '#activity/import'
import { loadLocalPrices, loadTariff } from '#activity/pricing'
import { importMemberships, importOrganisations } from '#organisations'
import { type Ctx, initDataFolder } from '#platform'
import { type FinancialYear, toFinancialYear } from '#shared'
import { measure } from '../measure.ts'
import { type Place, dataOf, expectOk, filesOf, lastFiles, withWorkbench } from './place.ts'

const years: readonly FinancialYear[] = ['2005/06', '2006/07', '2007/08'].map(toFinancialYear)

async function takeLists(ctx: Ctx, folder: string): Promise<void> {
  expectOk(await importOrganisations(ctx, { file: join(folder, 'organisations.csv'), name: 'organisations.csv' }))
  expectOk(await importMemberships(ctx, { file: join(folder, 'memberships.csv'), name: 'memberships.csv' }))
  for (const year of years)
    expectOk(await loadTariff(ctx, { source: join(folder, `tariff-${year.replace('/', '-')}`), year }))
  expectOk(await loadLocalPrices(ctx, { file: join(folder, 'local-prices.csv') }))
}

const contractFiles = ['contracts.csv', 'follow-up-caps.csv', 'multi-professional.csv', 'calendar.csv'] as const

/** Without them the rules that need them would not run. */
async function takeContracts(ctx: Ctx, folder: string): Promise<void> {
  const files = contractFiles.map((name) => ({ path: join(folder, name), name }))
  expectOk(await loadContracts(ctx, files))
}

/** Half a year of a large commissioner at a time, all at once of a small one: what a person would type with a wildcard. */
function deliveries<File>(files: readonly File[], rows: number): File[][] {
  const together = Math.max(1, Math.floor((600_000 * files.length) / rows))
  return Array.from({ length: Math.ceil(files.length / together) }, (_, at) =>
    files.slice(at * together, (at + 1) * together),
  )
}

/** Takes in all months but the last through the door that users use: checked, pseudonymised, encrypted, kept. */
export async function takeIn(place: Place) {
  if (!existsSync(dataOf(place))) expectOk(await initDataFolder({ data: dataOf(place), demonstration: true }))
  return withWorkbench(place, async (ctx) => {
    await takeLists(ctx, filesOf(place))
    await takeContracts(ctx, filesOf(place))
    const files = lastFiles(place).slice(0, -1)
    const { measured } = await measure(async () => {
      for (const delivery of deliveries(files, place.rows)) expectOk(await importActivity(ctx, { files: delivery }))
    })
    return { ...measured, files: files.length }
  })
}
