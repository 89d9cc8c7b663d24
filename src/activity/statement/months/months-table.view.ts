import type { Ctx } from '#platform'
import { type Row, type Table, formatMonth } from '#shared'
import { monthAddress } from '../shape/addresses.ts'
import { type MonthFiles, monthFiles } from '../shape/month-files.view.ts'
import { type PriceAge, priceAge } from '../shape/price-age.view.ts'
import { sumsBy } from '../totals/sums-by.view.ts'
import type { Sums } from '../totals/sums.ts'
import { months } from './months.view.ts'

type MonthKey = 'month' | 'name' | 'snapshot' | 'priced' | 'lines' | 'billed_pence' | 'price_pence' | 'difference_pence'

const columns: Table<MonthKey>['columns'] = [
  { key: 'month', label: 'Month', kind: 'code' },
  { key: 'name', label: 'Name', kind: 'text' },
  { key: 'snapshot', label: 'Snapshot', kind: 'text' },
  { key: 'priced', label: 'Priced', kind: 'text' },
  { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
  { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
  { key: 'price_pence', label: 'Our price', kind: 'pence', of: ['lines', 'priced_lines'] },
  { key: 'difference_pence', label: 'Difference', kind: 'pence', of: ['lines', 'priced_lines'] },
]

const snapshotOf = ({ current }: MonthFiles): string =>
  [...new Set(current.counted.map((pair) => pair.snapshot))].toSorted().join(' and ')

function pricedWord(files: MonthFiles, sums: Sums, age: PriceAge): string {
  if (sums.waitingLines > 0) return sums.waitingLines === sums.lines ? 'no' : 'part'
  return age.outdated(files) ? 'before the newest lists' : 'yes'
}

const monthRow = (files: MonthFiles, sums: Sums, age: PriceAge): Row<MonthKey> => ({
  month: files.month,
  name: formatMonth(files.month),
  snapshot: snapshotOf(files),
  priced: pricedWord(files, sums, age),
  lines: sums.lines,
  billed_pence: sums.billedPence,
  price_pence: sums.pricePence,
  difference_pence: sums.differencePence,
  links: { name: monthAddress(files.month) },
  basis: { counts: { priced_lines: sums.lines - sums.unpricedLines } },
})

/** Every month there is, the latest first: its version, whether it is priced, and its sums. */
export async function monthsTable(ctx: Ctx): Promise<Table<MonthKey>> {
  const all = await months(ctx)
  const [files, age] = await Promise.all([Promise.all(all.map((month) => monthFiles(ctx, month))), priceAge(ctx.db)])
  const sums = new Map((await sumsBy(ctx, files, { by: 'month' })).map((row) => [row.code, row.sums]))
  const rows = files.toReversed().flatMap((file) => {
    const sum = sums.get(file.month)
    return sum ? [monthRow(file, sum, age)] : []
  })
  return { name: 'months', caption: 'Months with activity', columns, rows }
}
