import { expect, test } from 'vitest'
import { toMonth, toPence } from '#shared'
import { statementRow, statementTotals } from './statement-row.ts'
import { sumsFrom } from './sums.ts'

const month = toMonth('2007-10')
const sums = { ...sumsFrom(new Proxy({}, { get: () => 5 })), unpricedLines: 2, billedPence: toPence(900) }

test('every figure of the month opens its lines in one click', () => {
  const { links } = statementRow(
    { month, by: 'practice', filters: { group: 'G1' } },
    { code: 'P1', name: 'First', sums },
  )
  expect(links).toMatchObject({
    name: '/statements/2007-10?by=provider&group=G1&practice=P1',
    billed_pence: '/lines/2007-10?group=G1&practice=P1',
    unpriced_lines: '/lines/2007-10?group=G1&practice=P1&basis=unpriced',
  })
})

test('a figure of the year opens its months, and a month opens its lines: two clicks', () => {
  const entry = { code: 'P1', name: 'First', sums, yearSums: sums }
  const { links } = statementRow({ month, by: 'practice', filters: {} }, entry)
  expect(links?.['ytd_billed_pence']).toBe('/statements/2007-10?by=month&practice=P1')
  const may = { code: '2007-05', name: 'May 2007', sums }
  const byMonth = statementRow({ month, by: 'month', filters: { practice: 'P1' } }, may)
  expect(byMonth.links?.['billed_pence']).toBe('/lines/2007-05?practice=P1')
})

test('the row of what carries no code opens what carries no code', () => {
  const { code, links } = statementRow({ month, by: 'group', filters: {} }, { code: null, name: 'No group', sums })
  expect(code).toBeNull()
  expect(links?.['lines']).toBe('/lines/2007-10?group=none')
})

test('when everything is fixed a name opens the lines', () => {
  const filters = { group: 'G1', provider: 'RAL', pod: 'EL' }
  const { links } = statementRow({ month, by: 'practice', filters }, { code: 'P1', name: 'First', sums })
  expect(links?.['name']).toBe('/lines/2007-10?group=G1&provider=RAL&pod=EL&practice=P1')
})

test('the total opens every line it adds up', () => {
  const total = statementTotals(
    { month, by: 'pod', filters: { provider: 'RAL' } },
    { code: 'Total', name: 'All', sums },
  )
  expect(total).toMatchObject({
    code: 'Total',
    billed_pence: 900,
    links: { lines: '/lines/2007-10?provider=RAL' },
  })
})
