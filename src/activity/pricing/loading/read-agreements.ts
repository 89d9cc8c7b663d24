import type { Sheet } from '#platform'
import { type Result, noPence, ok } from '#shared'
import type { ContractRounding, LocalPrice } from '../lists/local-price.ts'
import { readPrice } from './cell.ts'
import { type AgreementSheet, agreementRow } from './dated-cells.ts'
import { type Layout, plainHeader } from './layout.ts'
import { refusedFor } from './tariff-source.ts'

type Agreement = Pick<Layout, 'needs' | 'one_of' | 'columns'>

const layoutOf = (needs: [string, ...string[]], others: readonly string[]): Agreement => ({
  needs,
  one_of: needs,
  columns: Object.fromEntries([...needs, ...others].map((name) => [name, [name]])),
})

const localPriceLayout = layoutOf(['provider', 'service', 'price', 'from'], ['pod', 'to', 'apply_mff'])
const roundingLayout = layoutOf(['provider', 'from', 'rounding'], ['to'])

type Row = ReturnType<typeof agreementRow>

function readSheet<Item>(
  layout: Agreement,
  { name, rows }: Sheet,
  read: (row: Row) => Item,
): Result<Item[], 'bad-tariff'> {
  const { columns, faults: headerFaults } = plainHeader({ ...layout, part: 'apc', file: name }, rows[0]?.cells ?? [])
  if (headerFaults.length > 0) return refusedFor(headerFaults.map((fault) => `${name}, row 1: ${fault}.`))
  const sheet: AgreementSheet = { name, columns, faults: [] }
  const items = rows.slice(1).map((row) => read(agreementRow(sheet, row)))
  return sheet.faults.length > 0 ? refusedFor(sheet.faults) : ok(items)
}

/** `provider,service,pod,price,from,to,apply_mff`; pod, to and apply_mff may be empty. */
export function readLocalPrices(sheet: Sheet): Result<LocalPrice[], 'bad-tariff'> {
  return readSheet(localPriceLayout, sheet, (row) => ({
    provider: row.code('provider', 'a provider code: write it like RAL'),
    service: row.code(
      'service',
      'a service: write an HRG, a specialty, a service code or the provider’s own point of delivery',
    ),
    pod: row.text('pod') || null,
    pence: priceOf(row),
    ...row.dates(),
    applyMff: yesOf(row),
  }))
}

function priceOf(row: Row) {
  const price = readPrice(row.text('price'), false)
  if (!price.ok) row.fault('price', price.message)
  else if (price.value === null) row.fault('price', 'the price is missing: write pounds like 2406.50')
  return (price.ok && price.value) || noPence
}

function yesOf(row: Row): boolean {
  if (!['', 'Y', 'N'].includes(row.text('apply_mff')))
    row.fault('apply_mff', `“${row.text('apply_mff')}” is neither Y nor N`)
  return row.text('apply_mff') === 'Y'
}

/** `provider,from,to,rounding`, the rounding being `pounds` or `pence`. */
export function readRoundings(sheet: Sheet): Result<ContractRounding[], 'bad-tariff'> {
  return readSheet(roundingLayout, sheet, (row) => {
    if (!['pounds', 'pence'].includes(row.text('rounding')))
      row.fault('rounding', `“${row.text('rounding')}” is neither pounds nor pence`)
    return {
      provider: row.code('provider', 'a provider code: write it like RAL'),
      ...row.dates(),
      wholePounds: row.text('rounding') === 'pounds',
    }
  })
}
