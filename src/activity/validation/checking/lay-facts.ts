import { priceRules, readPriceBook } from '#activity/pricing'
import type { LakeBuilder } from '#lake'
import { firstDay } from '#shared'
import { factTables } from '../rules/line-columns.ts'
import { type CheckFacts, contractRows, oursRows, practiceRows, registerRows } from './check-facts.ts'
import { type Cells, fillTable } from './fill-table.ts'
import { lakeText, londonClock } from './lake-text.ts'
import type { BilledMonth } from './month-to-check.ts'
import { noPriceList } from './no-price-list.ts'

/** When anything of a provider's month was first received, whatever became of it. */
function careMonthRows(around: readonly BilledMonth[], received: ReadonlyMap<number, Date>): Cells[] {
  return around.flatMap(({ month, activity }) => {
    const first = new Map<string, number>()
    for (const { importNo, provider } of [...activity.current.counted, ...activity.earlier.counted]) {
      const at = received.get(importNo)?.getTime() ?? Number.POSITIVE_INFINITY
      first.set(provider, Math.min(at, first.get(provider) ?? Number.POSITIVE_INFINITY))
    }
    return [...first]
      .filter(([, at]) => Number.isFinite(at))
      .map(([provider, at]) => ({ provider, first_day: firstDay(month), first_received_at: londonClock(new Date(at)) }))
  })
}

async function layOrganisations(builder: LakeBuilder, facts: CheckFacts, commissioner: string): Promise<void> {
  await fillTable(builder, 'known_practice', { practice: 'VARCHAR', closed_on: 'DATE' }, practiceRows(facts))
  const spans = { practice: 'VARCHAR', valid_from: 'DATE', valid_to: 'DATE' }
  await fillTable(builder, 'ours', spans, oursRows(facts, commissioner))
}

async function layContracts(builder: LakeBuilder, facts: CheckFacts, commissioner: string): Promise<void> {
  const { terms, services } = contractRows(facts, commissioner)
  const termColumns = {
    contract_no: 'INTEGER',
    reference: 'VARCHAR',
    mechanism: 'VARCHAR',
    line_tolerance_pence: 'BIGINT',
  }
  await fillTable(builder, 'contract_terms', termColumns, terms)
  const coverColumns = {
    contract_no: 'INTEGER',
    provider: 'VARCHAR',
    code: 'VARCHAR',
    valid_from: 'DATE',
    valid_to: 'DATE',
  }
  await fillTable(builder, 'contract_service', coverColumns, services)
  for (const [table, rows] of Object.entries(registerRows(facts, commissioner)))
    await fillTable(builder, table, factTables[table]!, rows)
}

async function layTimes(builder: LakeBuilder, facts: CheckFacts, around: readonly BilledMonth[]): Promise<void> {
  const received = [...facts.received].map(([importNo, at]) => ({ import_no: importNo, received_at: londonClock(at) }))
  await fillTable(builder, 'received', { import_no: 'INTEGER', received_at: 'TIMESTAMP' }, received)
  const careColumns = { provider: 'VARCHAR', first_day: 'DATE', first_received_at: 'TIMESTAMP' }
  await fillTable(builder, 'care_month', careColumns, careMonthRows(around, facts.received))
  const closes = facts.register.calendar.map(({ month, freezeClosesAt }) => ({
    first_day: firstDay(month),
    freeze_closes_at: londonClock(freezeClosesAt),
  }))
  await fillTable(builder, 'freeze_close', { first_day: 'DATE', freeze_closes_at: 'TIMESTAMP' }, closes)
}

async function layCodes(builder: LakeBuilder, { nationalHrgs }: CheckFacts): Promise<void> {
  const pods = priceRules().pointsOfDelivery.map(({ code, family, visit, dated_by }) => ({
    pod: code,
    family,
    visit: visit ?? null,
    dated_by,
  }))
  const podColumns = { pod: 'VARCHAR', family: 'VARCHAR', visit: 'VARCHAR', dated_by: 'VARCHAR' }
  await fillTable(builder, 'known_pod', podColumns, pods)
  await fillTable(
    builder,
    'national_hrg',
    { code: 'VARCHAR' },
    [...nationalHrgs].map((code) => ({ code })),
  )
}

/** Lays out what all months of one commissioner are checked with. */
export async function layFacts(
  builder: LakeBuilder,
  facts: CheckFacts,
  bills: { readonly commissioner: string; readonly around: readonly BilledMonth[] },
): Promise<void> {
  await layOrganisations(builder, facts, bills.commissioner)
  await layContracts(builder, facts, bills.commissioner)
  await layTimes(builder, facts, bills.around)
  await layCodes(builder, facts)
}

/** Lays out the price lists of a book, or none. */
export async function layPriceList(builder: LakeBuilder, bookPath: string | undefined): Promise<void> {
  if (bookPath === undefined) await builder.run(noPriceList)
  else await readPriceBook(builder, bookPath)
  await builder.run(lakeText(new URL('./price-list.lake.sql', import.meta.url)))
}
