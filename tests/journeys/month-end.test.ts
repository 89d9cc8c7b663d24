import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../tidy/source.ts'
import { cases, writeWorld } from './month-end.world.ts'

const folder = mkdtempSync(join(tmpdir(), 'locality-month-end-'))
const data = join(folder, 'data')
const run = promisify(execFile)

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command as somebody types it. */
async function locality(...words: string[]): Promise<Outcome> {
  const command = [join(root, 'bin/locality.mjs'), ...words, '--data', data]
  return run(process.execPath, command, { maxBuffer: 64 << 20 }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (fault: { code: number; stdout: string; stderr: string }) => ({
      code: fault.code,
      out: fault.stdout,
      err: fault.stderr,
    }),
  )
}

async function done(...words: string[]): Promise<string> {
  const outcome = await locality(...words)
  expect(outcome, words.join(' ')).toMatchObject({ code: 0 })
  return outcome.out
}

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true })
const at = (name: string): string => join(folder, name)
const pence = (rows: Record<string, string>[], name: string): number =>
  rows.reduce((sum, row) => sum + Number(row[name] || 0), 0)
const withoutTotal = (rows: Record<string, string>[]) => rows.filter((row) => !/^total$/i.test(Object.values(row)[0]!))
const billedPence = cases.reduce((sum, { billed }) => sum + Math.round(Number(billed) * 100), 0)
const pricePence = cases.reduce((sum, { price }) => sum + (price ?? 0), 0)

describe('a month end at the command line, priced by hand beforehand', () => {
  beforeAll(async () => {
    writeWorld(folder)
    await done('init')
    await done('import', 'organisations', at('organisations.csv'))
    await done('import', 'memberships', at('memberships.csv'))
    await done('import', 'tariff', at('tariff'), '--year', '2007/08')
  }, 120_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('flex is imported, then freeze takes its place', async () => {
    await done('import', 'activity', at('flex.csv'))
    await done('price', '--month', '2007-10')
    expect(rowsOf(await done('lines', '--month', '2007-10', '--format', 'csv'))).toHaveLength(cases.length - 1)
    await done('import', 'activity', at('freeze.csv'))
    await done('price', '--month', '2007-10')
    expect(rowsOf(await done('lines', '--month', '2007-10', '--format', 'csv'))).toHaveLength(cases.length)
  }, 120_000)

  test('every line has the price worked out on paper', async () => {
    const lines = rowsOf(await done('lines', '--month', '2007-10', '--format', 'csv'))
    const found = Object.fromEntries(lines.map((line) => [line['line_id'], [line['price_pence'], line['price_basis']]]))
    const expected = Object.fromEntries(
      cases.map((one) => [one.id, [one.price === null ? '' : String(one.price), one.basis]]),
    )
    expect(found).toEqual(expected)
  }, 60_000)

  test('the group of a practice is its group on the first day of the month', async () => {
    const lines = rowsOf(await done('lines', '--month', '2007-10', '--format', 'csv'))
    expect(new Set(lines.map((line) => `${line['practice']} ${line['group']}`))).toEqual(
      new Set(['A99001 G1', 'A99002 G2', 'A99003 ']),
    )
  }, 60_000)

  test.each(['practice', 'group', 'provider', 'pod'])(
    'the statement by %s foots to the lines',
    async (by) => {
      const rows = withoutTotal(rowsOf(await done('statement', '--month', '2007-10', '--by', by, '--format', 'csv')))
      expect(pence(rows, 'billed_pence')).toBe(billedPence)
      expect(pence(rows, 'price_pence')).toBe(pricePence)
      expect(pence(rows, 'lines')).toBe(cases.length)
    },
    60_000,
  )

  test('a line says how its price was made', async () => {
    const words = await done('line', '--month', '2007-10', '--provider', 'RAA', '--line', 'L01')
    for (const part of ['2,406.00', '219.00', '1.0634', '4,188.73', '7']) expect(words).toContain(part)
    const { out } = await locality('line', '--month', '2007-10', '--provider', 'RAA', '--line', 'L01', '--json')
    expect(JSON.stringify(JSON.parse(out))).toContain('418873')
  }, 60_000)

  test('the same file a second time is recognised and changes nothing', async () => {
    const again = await locality('import', 'activity', at('freeze.csv'))
    expect(again.code).toBe(3)
    expect(again.err + again.out).toMatch(/already/i)
    expect(rowsOf(await done('lines', '--month', '2007-10', '--format', 'csv'))).toHaveLength(cases.length)
  }, 60_000)

  test('a bad row stops the whole file unless a part is asked for, and says what to do', async () => {
    const text = readFileSync(at('freeze.csv'), 'utf8').replaceAll('2007-10,freeze', '2007-11,flex')
    writeFileSync(at('november.csv'), text.replace('2007-10-10', '2007-10-32'))
    const refused = await locality('import', 'activity', at('november.csv'))
    expect(refused.code).toBe(3)
    expect((await locality('lines', '--month', '2007-11', '--format', 'csv')).code).toBe(3)
    await done('import', 'activity', at('november.csv'), '--accept-partial')
    expect(rowsOf(await done('lines', '--month', '2007-11', '--format', 'csv'))).toHaveLength(cases.length - 1)
  }, 120_000)

  test('everything agrees with everything at the end', async () => {
    expect(await done('verify')).toMatch(/agree|no problems|all/i)
  }, 60_000)
})
