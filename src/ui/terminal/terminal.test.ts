import { PassThrough } from 'node:stream'
import { type Table, refused, toPence } from '#shared'
import { describe, expect, test } from 'vitest'
import { exits, openTerminal, sayRefusal } from '#terminal'
import { drawTable } from './draw-table.ts'
import { percentDone, progressWords } from './progress-words.ts'
import { progressLines } from './show-progress.ts'

const table: Table = {
  name: 'totals',
  caption: 'What was billed',
  columns: [
    { key: 'name', label: 'Practice', kind: 'text' },
    { key: 'billed', label: 'Billed', kind: 'pence' },
  ],
  rows: [
    { name: 'First', billed: toPence(123_456) },
    { name: 'Second Practice', billed: null },
  ],
  totals: { name: 'Total', billed: toPence(123_456) },
  notes: ['Flex: it may still change.'],
}

function open(json: boolean) {
  const [out, error] = [new PassThrough(), new PassThrough()]
  const streams = { out, error } as unknown as Parameters<typeof openTerminal>[1]
  const said = (stream: PassThrough): string => String(stream.read() ?? '')
  return { terminal: openTerminal(json, streams), out: () => said(out), error: () => said(error) }
}

describe('a table drawn for a terminal', () => {
  test('has figures to the right, totals under a rule, and its notes', () => {
    expect(drawTable(table)).toBe(
      [
        'What was billed',
        '',
        'Practice            Billed',
        '---------------  ---------',
        'First            £1,234.56',
        'Second Practice',
        '---------------  ---------',
        'Total            £1,234.56',
        '',
        'Flex: it may still change.',
      ].join('\n'),
    )
  })
})

describe('what a command says', () => {
  test('after --json is one value on standard output, and prose goes beside it', async () => {
    const { terminal, out, error } = open(true)
    terminal.print('Working on it.')
    await terminal.table(table)
    expect(JSON.parse(out())).toMatchObject({
      name: 'totals',
      rows: [{ name: 'First', billed: 123_456 }, { billed: null }],
    })
    expect(error()).toBe('Working on it.\n')
  })

  test('as CSV is the table and nothing else', async () => {
    const { terminal, out } = open(false)
    await terminal.table(table, 'csv')
    expect(out().split('\r\n')).toEqual(['name,billed', 'First,1234.56', 'Second Practice,', 'Total,1234.56', ''])
  })

  test('when it refuses is the reason, with 4 where somebody else holds it', () => {
    const { terminal, out, error } = open(true)
    expect(sayRefusal(terminal, refused('no-month', 'There is no such month.'))).toBe(exits.refused)
    expect(JSON.parse(out())).toEqual({ refused: { code: 'no-month', message: 'There is no such month.' } })
    expect(error()).toBe('There is no such month.\n')
    expect(sayRefusal(terminal, refused('busy', 'Somebody is here.'))).toBe(exits.busy)
  })

  test('to a reader who has gone is dropped, and long output stops', async () => {
    const [out, error] = [new PassThrough(), new PassThrough()]
    const terminal = openTerminal(false, { out, error } as unknown as Parameters<typeof openTerminal>[1])
    out.destroy()
    terminal.print('nobody hears')
    await expect(terminal.write('more')).rejects.toThrow('nobody reads')
  })
})

describe('progress', () => {
  test('is said in rows, bytes and the time left', () => {
    expect(progressWords({ stage: 'Reading', rowsDone: 12_000, rowsTotal: 100_000, bytesDone: 2_500_000 }, 40)).toBe(
      'Reading: 12,000 of 100,000 rows, 2.5 MB, about 40 seconds left',
    )
    expect(progressWords({ stage: 'Pricing' })).toBe('Pricing')
    expect(progressWords({ stage: 'Pricing' }, 200)).toBe('Pricing, about 3 minutes left')
  })

  test('in a log is a line for each stage that lasts, then one every five seconds', () => {
    const lines: string[] = []
    let now = 0
    const display = progressLines(
      (line) => lines.push(line),
      () => now,
    )
    for (; now < 12_000; now += 1_000) display.show({ stage: 'Reading', rowsDone: now })
    display.show({ stage: 'Pricing' })
    display.show({ stage: 'Over in a moment' })
    expect(lines).toEqual(['Reading: 0 rows', 'Reading: 5,000 rows', 'Reading: 10,000 rows', 'Pricing'])
  })

  test('in hundredths never passes a hundred', () => {
    expect(percentDone({ stage: '', bytesDone: 5, bytesTotal: 4 })).toBe(100)
    expect(percentDone({ stage: '', rowsDone: 1, rowsTotal: 3 })).toBe(33)
    expect(percentDone({ stage: '', rowsDone: 1 })).toBeUndefined()
  })
})
