import { beforeAll, describe, expect, test } from 'vitest'
import { practicesOnly, toMonth, wholeCommissioner } from '#shared'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { saidInTerminal } from '../../../../tests/support/said-in-terminal.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { lineCommand } from './line.cli.ts'
import { type LineQuestion, line } from './line.view.ts'

const workbench = useWorkbench()
const month = toMonth('2007-10')

beforeAll(async () => {
  const { ctx } = workbench()
  await billMonth(ctx, {
    month,
    snapshot: 'flex',
    lines: [{ lineId: 'L1', billedPence: 300_00, pricePence: 250_00 }],
  })
  await billMonth(ctx, {
    month,
    lines: [
      { lineId: 'L1', billedPence: 280_00, pricePence: 250_00 },
      { lineId: 'L2', billedPence: 10_00, pricePence: null },
      { lineId: 'A/1 ?#', billedPence: 1_00 },
    ],
  })
  await billMonth(ctx, { month: '2007-11', priced: false, lines: [{ lineId: 'N1', billedPence: 5_00 }] })
}, 60_000)

async function found(question: Partial<LineQuestion> = {}) {
  const answer = await line(workbench().ctx, { month, provider: 'RAA', lineId: 'L1', ...question })
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}

describe('a line', () => {
  test('is the version that counts, beside the versions it replaced', async () => {
    const { facts, counts, history } = await found()
    expect([facts.billed_pence, facts.snapshot, counts]).toEqual([280_00, 'freeze', true])
    expect(
      history.rows.map((row) => [row['snapshot'], row['counts'], row['billed_pence'], row['difference_pence']]),
    ).toEqual([
      ['freeze', 'yes', 280_00, 30_00],
      ['flex', 'no', 300_00, 50_00],
    ])
  })

  test('can be seen as it was in flex, which says that it does not count', async () => {
    const { facts, counts } = await found({ snapshot: 'flex' })
    expect([facts.billed_pence, counts]).toEqual([300_00, false])
  })

  test('shows how its price was made, ending at the price', async () => {
    const { working } = await found()
    expect(working?.pricePence).toBe(250_00)
    expect(working?.steps.length).toBeGreaterThan(1)
    expect((await found({ month: toMonth('2007-11'), lineId: 'N1' })).working).toBeUndefined()
  })

  test('never says who the patient is', async () => {
    const said = JSON.stringify((await found()).facts)
    for (const secret of ['4000000', 'patient"', 'birth', 'sex"']) expect(said).not.toContain(secret)
  })

  test('of another practice is not there for somebody who may not see it', async () => {
    const ctx = { ...workbench().ctx, scope: { ...wholeCommissioner, practices: practicesOnly(['A99002']) } }
    expect(await line(ctx, { month, provider: 'RAA', lineId: 'L1' })).toMatchObject({
      ok: false,
      code: 'no-line',
    })
  })

  test('that is not there is refused with what to type', async () => {
    const answer = await line(workbench().ctx, { month, provider: 'RAA', lineId: 'X' })
    expect(answer).toMatchObject({ ok: false, code: 'no-line' })
    expect(!answer.ok && answer.message).toContain('locality lines --month 2007-10 --provider RAA')
  })
})

describe('a line at the command line', () => {
  const typed = { month, provider: 'raa', line: 'L1' }

  test('is said in words: money, facts, working, versions', async () => {
    const { code, out } = await saidInTerminal(lineCommand, workbench().ctx, typed)
    expect(code).toBe(0)
    for (const part of [
      'Billed £280.00, our price £250.00. Billed £30.00 more than our price.',
      'How the price was made',
      '1. ',
      'flex',
      'October 2007, freeze',
    ])
      expect(out).toContain(part)
  })

  test('is one JSON value with facts, working and history', async () => {
    const { out } = await saidInTerminal(lineCommand, workbench().ctx, typed, true)
    const value = JSON.parse(out) as Record<string, unknown>
    expect(value).toMatchObject({
      counts: true,
      facts: { line_id: 'L1', price_pence: 250_00 },
      working: { pricePence: 250_00 },
    })
    expect(value).toHaveProperty('history.rows.1.snapshot', 'flex')
  })

  test('says when there is no price, and when nobody has looked for one', async () => {
    expect((await saidInTerminal(lineCommand, workbench().ctx, { ...typed, line: 'L2' })).out).toContain(
      'This line has no price: no national price.',
    )
    const waiting = await saidInTerminal(lineCommand, workbench().ctx, {
      ...typed,
      month: '2007-11',
      line: 'N1',
    })
    expect(waiting.out).toContain('Run “locality price --month 2007-11”')
  })
})
