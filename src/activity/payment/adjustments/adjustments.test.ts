import { loadContracts } from '#activity/contracts'
import type { Ctx } from '#platform'
import { toMonth } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { withContractFiles } from '../../../../tests/support/contract-files.ts'
import {
  type PaymentPeople,
  checkedNow,
  commissioner,
  lineOf,
  peopleOf,
} from '../../../../tests/support/payment-world.ts'
import { addOrganisations } from '../../../../tests/support/people.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { agreeUnit } from '../agreement/agree-unit.command.ts'
import { monthBill } from '../bill/bill.view.ts'
import { checks } from '../checks.view.ts'
import { approveRun } from '../run/approve-run.command.ts'
import { prepareRun } from '../run/prepare-run.command.ts'
import { findPaymentRun } from '../run/runs.view.ts'
import { contractAdjustments } from './adjustments.view.ts'

const month = toMonth('2010-04')
const workbench = useWorkbench({ now: new Date('2010-08-02T09:00:00Z') })
const ctx = (): Ctx => workbench().ctx
let people: PaymentPeople

/** A contract with a baseline of 12,000 pounds a year, 1,000 a month, and 1.5% for quality (the rate of 2010/11). */
const files = {
  'contracts.csv': `commissioner,reference,provider,mechanism,from\n${commissioner},CON-1,ZA1,tariff,2010-04-01\n`,
  'marginal-rates.csv': `commissioner,reference,year,baseline\n${commissioner},CON-1,2010/11,12000.00\n`,
}

beforeAll(async () => {
  await addOrganisations(ctx())
  people = peopleOf(ctx())
  const loaded = await withContractFiles(files, (given) => loadContracts(ctx(), given))
  if (!loaded.ok) throw new Error(loaded.message)
  await billMonth(ctx(), {
    month,
    commissioner,
    lines: [
      lineOf('E1', 'P99001', 150_000, { pod: 'NEL' }),
      lineOf('E2', 'P99003', 50_001, { pod: 'NELST' }),
      lineOf('E3', 'P99003', 20_000, { pod: 'NEL', pricePence: null }),
      lineOf('P1', 'P99001', 80_000, { pod: 'EL' }),
    ],
  })
  await checkedNow(ctx(), month)
})

describe('what a contract takes off or adds', () => {
  test('is apportioned to practices, apart from lines, and makes the whole to the penny', async () => {
    const rows = await contractAdjustments(people.preparer, { commissioner, month })
    const of = (kind: string) => rows.filter((row) => row.kind === kind)
    // 2,000.01 of priced emergency admissions, 1,000 of them above the month's twelfth, of which 30% is paid.
    expect(of('marginal-rate').map(({ practice, amountPence }) => [practice, amountPence])).toEqual([
      ['P99001', -52_500],
      ['P99003', -17_501],
    ])
    expect(of('marginal-rate')[0]!.working).toContain('above it 30% is paid')
    // 1.5% of 3,000.01.
    expect(of('cquin').reduce((sum, { amountPence }) => sum + amountPence, 0)).toBe(4_500)
    expect(new Set(rows.map(({ reference }) => reference))).toEqual(new Set(['CON-1']))
  })

  test('is paid in the run with the bills of the practices, once', async () => {
    const unit = (await monthBill(people.chair, { month })).units[0]!
    expect(await agreeUnit(people.chair, { ...unit, event: 'agreed' })).toMatchObject({ ok: true })
    const prepared = await prepareRun(people.preparer, { commissioner, month, paysNewLines: false })
    const quality = (await contractAdjustments(people.preparer, { commissioner, month })).find(
      ({ kind, practice }) => kind === 'cquin' && practice === 'P99001',
    )!
    const total = 230_000 - 52_500 + quality.amountPence
    expect(prepared).toMatchObject({ ok: true, value: { totalPence: total } })
    const run = (await findPaymentRun(people.approver, prepared.ok ? prepared.value.runNo : 0))!
    expect(await approveRun(people.approver, run)).toMatchObject({ ok: true })
    expect((await Promise.all(checks.map((check) => check.run(ctx())))).flat()).toEqual([])
    const rest = (await monthBill(people.contracts, { month })).units.find(({ group }) => group === '')!
    await agreeUnit(people.contracts, { ...rest, event: 'agreed' })
    const second = await prepareRun(people.preparer, { commissioner, month, paysNewLines: false })
    expect(second).toMatchObject({ ok: true, value: { totalPence: 70_001 - 17_501 + 4_500 - quality.amountPence } })
  })
})
