import { formatPence, splitByWeight, toPence } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baselineToDate, marginalDeduction, marginalOfMonth } from './adjustments/marginal-rate.ts'
import { apportion, shareOf } from './adjustments/share.ts'
import type { BillLine } from './bill/bill-lines.view.ts'
import { type BoardRow, actOn, nextStep, worstFirst } from './board/board.ts'
import { paymentPostings } from './ledger/payment-postings.ts'
import { balanceOf, mirrored } from './ledger/posting.ts'
import { accounts, accountCode, paymentPolicy, usualLimit } from './policy/payment-policy.view.ts'
import { readInvoiceRows } from './reconciliation/invoice-file.ts'
import { reconcile } from './reconciliation/reconcile.ts'
import { type Due, type PaidLine, type PaidPart, differenceOf, dueOf } from './run/due.ts'
import { amountInWords, numberInWords } from './words/amount-in-words.ts'

describe('an amount in words', () => {
  test.each([
    [0, 'nought pounds'],
    [1, 'one penny'],
    [100, 'one pound'],
    [101, 'one pound and one penny'],
    [10_200_050, 'one hundred and two thousand pounds and fifty pence'],
    [100_500, 'one thousand and five pounds'],
    [
      123_456_789,
      'one million two hundred and thirty-four thousand five hundred and sixty-seven pounds and eighty-nine pence',
    ],
    [-2_115, 'minus twenty-one pounds and fifteen pence'],
    [100_000_000_000, 'one thousand million pounds'],
  ])('%i pence is “%s”', (pence, words) => expect(amountInWords(toPence(pence))).toBe(words))

  test('reads back to the number, whatever it is', () => {
    const value = new Map(Array.from({ length: 100 }, (_, at) => [numberInWords(at), at]))
    const readBack = (text: string): number => {
      let [total, part] = [0, 0]
      for (const word of text.split(' ').filter((each) => each !== 'and')) {
        if (word === 'hundred') part *= 100
        else if (word === 'thousand') [total, part] = [total + part * 1_000, 0]
        else if (word === 'million') [total, part] = [total + part * 1_000_000, 0]
        else part += value.get(word)!
      }
      return total + part
    }
    const number = fc.integer({ min: 0, max: 999_999_999 })
    fc.assert(fc.property(number, (each) => readBack(numberInWords(each)) === each))
  })
})

const line = (billed: number, adjusted = 0, held = 0): BillLine => ({
  provider: 'RAA',
  lineId: 'L1',
  practice: 'P1',
  group: 'G1',
  billedPence: billed,
  adjustedPence: adjusted,
  heldPence: held,
})

const paidAs = (due: Due): PaidPart => due

/** What is owed of a line once all that is said of it was said. */
const payAll = (states: readonly BillLine[]): { parts: Due[]; paid: PaidLine | undefined } => {
  let paid: PaidLine | undefined
  const parts: Due[] = []
  for (const state of states) {
    const due = dueOf(state, paid)
    if (!due) continue
    parts.push(due)
    paid = due.part === 'first' ? { first: paidAs(due) } : { first: paid!.first, release: paidAs(due) }
  }
  return { parts, paid }
}

describe('what is due of a line', () => {
  test('first all that is not disputed, then what is owed once it is settled, then nothing for ever', () => {
    const { parts } = payAll([
      line(1_000, 0, 400),
      line(1_000, 0, 400),
      line(1_000, 250, 0),
      line(1_000, 0, 0),
      line(5_000),
    ])
    expect(parts.map(({ part, paidPence }) => [part, paidPence])).toEqual([
      ['first', 600],
      ['release', 150],
    ])
  })

  test('a line taken off whole and then let go is paid once, a credit is paid as it is, and nothing is owed below nought', () => {
    expect(payAll([line(1_000, 1_000), line(1_000)]).parts.map(({ paidPence }) => paidPence)).toEqual([0, 1_000])
    expect(payAll([line(-700), line(-700)]).parts.map(({ paidPence }) => paidPence)).toEqual([-700])
    expect(payAll([line(1_000, 0, 300), line(400)]).parts.map(({ paidPence }) => paidPence)).toEqual([700, 0])
  })

  test('what changes after that is a credit due or billed on top, and is not paid', () => {
    const { paid } = payAll([line(1_000)])
    expect(dueOf(line(1_200), paid)).toBeUndefined()
    expect(differenceOf(line(1_200), paid!)).toEqual({ creditPence: 0, supplementaryPence: 200 })
    expect(differenceOf(line(1_000, 300), paid!)).toEqual({ creditPence: 300, supplementaryPence: 0 })
    expect(differenceOf(undefined, paid!)).toEqual({ creditPence: 1_000, supplementaryPence: 0 })
  })

  const states = fc.array(
    fc.record({
      billed: fc.integer({ min: -5_000, max: 50_000 }),
      a: fc.integer({ min: 0, max: 100 }),
      h: fc.integer({ min: 0, max: 100 }),
    }),
    { minLength: 1, maxLength: 8 },
  )

  test('a line is paid at most twice and never above what was billed, whatever becomes of it', () => {
    fc.assert(
      fc.property(states, (all) => {
        const lines = all.map(({ billed, a, h }) => {
          const size = Math.max(0, billed)
          const adjusted = Math.floor((size * a) / 100)
          return line(billed, adjusted, Math.floor(((size - adjusted) * h) / 100))
        })
        const { parts } = payAll(lines)
        expect(parts.map(({ part }) => part)).toEqual(['first', 'release'].slice(0, parts.length))
        const total = parts.reduce((sum, { paidPence }) => sum + paidPence, 0)
        expect(total).toBeLessThanOrEqual(Math.max(0, lines[0]!.billedPence))
        if (parts[1]) expect(parts[1].paidPence).toBeGreaterThanOrEqual(0)
        const postings = [...paymentPostings({ units: [{ due: parts }], adjustments: [] }).values()].flat()
        expect(balanceOf(postings)).toBe(0)
        const held = postings.filter(({ account }) => account === 'held')
        if (parts[1]) expect(balanceOf(held)).toBe(0)
      }),
    )
  })
})

describe('what an approval posts', () => {
  test('balances, has the amount payable, and its mirror takes all of it back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -90_000, max: 90_000 }), { maxLength: 6 }),
        fc.integer({ min: -50_000, max: 50_000 }),
        (billed, extra) => {
          const due = billed.map((pence) => dueOf(line(pence), undefined)!)
          const adjustments = [{ provider: 'RAA', group: 'G2', amountPence: toPence(extra) }]
          const postings = [...paymentPostings({ units: [{ due }], adjustments }).values()].flat()
          expect(balanceOf(postings)).toBe(0)
          const payable = postings.filter(({ account }) => account === 'payable')
          expect(balanceOf(payable)).toBe(-(billed.reduce((a, b) => a + b, 0) + extra) || 0)
          expect(balanceOf([...payable, ...mirrored(payable)])).toBe(0)
        },
      ),
    )
  })
})

describe('what contracts take off or add', () => {
  test('a marginal rate pays 10.3 of 11.0 million above a baseline of 10.0 at 30%, and 10.7 at 70%', () => {
    const [value, baseline] = [toPence(1_100_000_000), toPence(1_000_000_000)]
    expect(value + marginalDeduction(value, baseline, 3_000)).toBe(1_030_000_000)
    expect(value + marginalDeduction(value, baseline, 7_000)).toBe(1_070_000_000)
    expect(marginalDeduction(toPence(900_000_000), baseline, 3_000)).toBe(0)
  })

  test('twelve months bear what the year bears, to the penny', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200_000_000 }), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 0, max: 2_000_000_000 }),
        (values, whole) => {
          const baseline = toPence(whole)
          const months = values.map((_, at) =>
            marginalOfMonth({ values: values.slice(0, at + 1), baseline, rateBp: 3_000 }),
          )
          const year = marginalDeduction(toPence(values.reduce((a, b) => a + b, 0)), baseline, 3_000)
          expect(months.reduce((a, b) => a + b, 0)).toBe(year)
          expect(baselineToDate(baseline, 12)).toBe(baseline)
        },
      ),
    )
  })

  test('a share is rounded once, and its parts for practices make it to the penny', () => {
    expect(shareOf(toPence(100_000), 250)).toBe(2_500)
    expect(shareOf(toPence(33), 150)).toBe(0)
    expect(
      apportion(toPence(-100), [
        { practice: 'A', valuePence: 1 },
        { practice: 'B', valuePence: 2 },
        { practice: 'C', valuePence: 0 },
      ]),
    ).toEqual([
      { practice: 'A', amountPence: -33 },
      { practice: 'B', amountPence: -67 },
    ])
    expect(apportion(toPence(5), [{ practice: 'A', valuePence: -1 }])).toEqual([{ practice: '', amountPence: 5 }])
    expect(splitByWeight(toPence(-100), [1, 2])).toEqual([-33, -67])
  })
})

describe('invoice totals', () => {
  const rows = (...lines: string[]) => lines.map((text, at) => ({ number: at + 1, cells: text.split(',') }))

  test('are read whole or not at all, and every fault is told', () => {
    expect(readInvoiceRows(rows('provider,month,pod,amount', 'RAA,2007-10,EL,1234.50'))).toMatchObject({
      ok: true,
      value: [{ amountPence: 123_450 }],
    })
    const bad = readInvoiceRows(
      rows('provider,month,pod,amount', 'RAA,2007-13,EL,1', 'RAA,2007-10,EL,£5', 'RAA,2007-10,EL'),
    )
    expect(!bad.ok && bad.message).toMatch(/Row 2, month.*Row 3, amount.*Row 4/)
    expect(readInvoiceRows(rows('provider,month,pod,amount', 'RAA,2007-10,EL,1', 'RAA,2007-10,EL,2'))).toMatchObject({
      code: 'bad-file',
    })
    expect(readInvoiceRows(rows('Provider,Amount'))).toMatchObject({ code: 'bad-file' })
    expect(readInvoiceRows(rows('provider,month,pod,amount'))).toMatchObject({ code: 'bad-file' })
  })

  test('stand against the lines: what an invoice does not name is invoiced at nothing', () => {
    const at = (provider: string, pod: string, pence: number) => ({ provider, pod, pence })
    const found = reconcile(
      [at('RAA', 'EL', 500)],
      [at('RBB', 'EL', 70)],
      [at('RAA', 'EL', 400), at('RAA', 'DC', 30), at('RBB', 'EL', 90), at('RCC', 'EL', 1)],
    )
    expect(found.map(({ provider, pod, differencePence }) => [provider, pod, differencePence])).toEqual([
      ['RAA', 'DC', -30],
      ['RAA', 'EL', 100],
      ['RBB', 'EL', -20],
      ['RCC', 'EL', null],
    ])
  })
})

describe('the board', () => {
  const row = (provider: string, more: Partial<BoardRow> = {}): BoardRow => ({
    provider,
    received: 'freeze',
    block: null,
    lines: 1,
    billedPence: toPence(100),
    adjustedPence: toPence(0),
    heldPence: toPence(0),
    owedPence: toPence(0),
    findings: 0,
    answered: 0,
    challenged: 0,
    replied: 0,
    bills: 2,
    agreed: 2,
    heldBills: 0,
    paidPence: toPence(100),
    openPence: toPence(0),
    ...more,
  })

  test('puts what is missing first, then what is blocked, then what is worth most', () => {
    const rows = [
      row('DONE'),
      row('SMALL', { openPence: toPence(10), agreed: 1 }),
      row('LARGE', { openPence: toPence(90) }),
      row('FLEX', { block: 'Flex only.' }),
      row('LATE', { received: 'nothing' }),
    ]
    expect(worstFirst(rows).map(({ provider }) => provider)).toEqual(['LATE', 'FLEX', 'LARGE', 'SMALL', 'DONE'])
    expect(actOn(rows, (code) => code)).toBe('LATE: Ask for the bill: nothing was received.')
    expect(actOn([row('DONE')], (code) => code)).toBeUndefined()
    expect(actOn([rows[1]!], (code) => code)).toBe(
      `SMALL: One bill is not agreed yet. ${formatPence(toPence(10))} waits for it.`,
    )
    expect(nextStep(row('HELD', { agreed: 0, heldBills: 2 }))).toMatch(/^2 bills are held/)
  })
})

test('every file of reference/payment fits its shape: accounts.yaml has each kind once, policy.yaml a limit for every day', () => {
  expect(new Set(accounts().map(({ kind }) => kind)).size).toBe(6)
  expect(accountCode('payable')).toBe('21000')
  expect(paymentPolicy().emergency_pods).toContain('NEL')
  expect(usualLimit('2007-10-01' as never)).toBeGreaterThan(0)
  expect(usualLimit('1999-10-01' as never)).toBe(0)
})
