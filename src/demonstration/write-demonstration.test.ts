import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantedTable } from './planted-table.ts'
import { type FilesWritten, writeDemonstration } from './write-demonstration.ts'

let root: string
let written: FilesWritten

type Line = Record<string, string>

/** The files hold no quoted cells but in names, so splitting is reading. */
const readCsv = (name: string, folder = 'one'): Line[] => {
  const [header, ...rows] = readFileSync(join(root, folder, name), 'utf8')
    .trim()
    .split('\n')
  const names = header!.split(',')
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at]!, cell])))
}

const allLines = (): Line[] =>
  readdirSync(join(root, 'one'))
    .filter((name) => name.startsWith('activity-'))
    .flatMap((name) => readCsv(name))
const pence = (pounds: string): number => Math.round(Number(pounds) * 100)

const filesUnder = (folder: string): [string, string][] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => [
      join(entry.parentPath, entry.name).slice(folder.length),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'demonstration-'))
  written = await writeDemonstration({ size: 'small', seed: 5, lines: 12_000, folder: join(root, 'one') })
}, 120_000)

afterAll(() => rmSync(root, { recursive: true }))

describe('the files of an invented commissioner', () => {
  test('come out the same twice, and differently from another seed', async () => {
    await writeDemonstration({ size: 'small', seed: 5, lines: 12_000, folder: join(root, 'two') })
    await writeDemonstration({ size: 'small', seed: 6, lines: 12_000, folder: join(root, 'three') })
    expect(filesUnder(join(root, 'two'))).toEqual(filesUnder(join(root, 'one')))
    expect(readCsv('activity-2007-10-freeze.csv', 'three')).not.toEqual(readCsv('activity-2007-10-freeze.csv'))
  }, 120_000)

  test('hold about the lines asked for, a fifth of them stays and two thirds clinics', () => {
    expect(written.lines).toBeGreaterThan(10_800)
    expect(written.lines).toBeLessThan(13_200)
    const lines = readCsv('activity-2007-08-freeze.csv')
    const share = (pattern: RegExp) => lines.filter(({ pod }) => pattern.test(pod!)).length / lines.length
    expect(share(/^(DC|EL|NEL|NELNE)$/)).toBeGreaterThan(0.16)
    expect(share(/^(DC|EL|NEL|NELNE)$/)).toBeLessThan(0.25)
    expect(share(/^OP/)).toBeGreaterThan(0.58)
    expect(share(/^AE$/)).toBeGreaterThan(0.11)
  })

  test('give every line an id of its own within provider, month and snapshot', () => {
    const ids = allLines().map(({ provider, month, snapshot, line_id }) =>
      [provider, month, snapshot, line_id].join(' '),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('number patients with NHS numbers that were never issued and pass the check', () => {
    const numbers = new Set(allLines().map(({ patient }) => patient!))
    const isValid = (text: string): boolean => {
      const sum = text
        .slice(0, 9)
        .split('')
        .reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
      return /^999\d{7}$/.test(text) && (11 - (sum % 11)) % 11 === Number(text[9])
    }
    expect([...numbers].filter((number) => !isValid(number))).toEqual([])
    expect(numbers.size).toBeGreaterThan(2000)
  })

  test('count lists that hold the people billed for', () => {
    const lists = readCsv('list-sizes.csv')
    const on = (day: string) =>
      lists.filter(({ date }) => date === day).reduce((sum, { patients }) => sum + Number(patients), 0)
    expect(on('2007-10-01')).toBeGreaterThan(written.world.size.patients * 0.9)
    expect(on('2007-10-01')).toBeLessThanOrEqual(written.world.size.patients)
  })

  test('get a tenth of a line wrong at most, 2-6% of the money, and next to none on balance', () => {
    const over = written.planted.reduce((sum, { over_pence }) => sum + over_pence, 0)
    const under = written.planted.reduce((sum, { under_pence }) => sum + under_pence, 0)
    expect((over - under) / written.billedPence).toBeGreaterThan(0.02)
    expect((over - under) / written.billedPence).toBeLessThan(0.06)
    expect(Math.abs(over + under) / written.billedPence).toBeLessThan(0.02)
    expect(plantedTable(written).totals!.lines).toBeLessThan(written.lines / 10)
  })

  test('publish an answer for a line that is there, billed as the answer says', () => {
    const billed = new Map(
      allLines().map((line) => [
        [line['provider'], line['month'], line['snapshot'], line['line_id']].join(' '),
        pence(line['price']!),
      ]),
    )
    const answers = readCsv('answer-key.csv')
    expect(answers.length).toBeGreaterThan(500)
    for (const { provider, month, snapshot, line_id, true_price_pence, billed_pence, excess_pence } of answers) {
      expect(billed.get([provider, month, snapshot, line_id].join(' '))).toBe(Number(billed_pence))
      expect(Number(billed_pence) - Number(true_price_pence)).toBe(Number(excess_pence))
    }
  })

  test('show by their facts what the answers say of them', () => {
    const lines = new Map(readCsv('activity-2007-10-freeze.csv').map((line) => [line['line_id']!, line]))
    const wrong = (kind: string) =>
      readCsv('answer-key.csv')
        .filter((answer) => answer['kind'] === kind && answer['month'] === '2007-10' && answer['snapshot'] === 'freeze')
        .map(({ line_id }) => lines.get(line_id!)!)
    const some = {
      'not-attended': 'attended',
      'not-our-patient': 'practice',
      'repeated-first': 'first_attendance',
    }
    expect(
      Object.fromEntries(
        Object.entries(some).map(([kind, column]) => [kind, [...new Set(wrong(kind).map((line) => line[column]))]]),
      ),
    ).toEqual({ 'not-attended': ['3'], 'not-our-patient': ['P98001'], 'repeated-first': ['1'] })
  })

  test('leave honest people out of clinics while they lie in hospital', () => {
    const lines = readdirSync(join(root, 'one'))
      .filter((name) => name.endsWith('freeze.csv'))
      .flatMap((name) => readCsv(name))
    const planted = new Set(readCsv('answer-key.csv').map(({ line_id }) => line_id))
    const honest = lines.filter(({ line_id }) => !planted.has(line_id))
    const stays = new Map<string, Line[]>()
    for (const line of honest.filter(({ pod }) => pod === 'NEL' || pod === 'EL'))
      stays.set(line['patient']!, [...(stays.get(line['patient']!) ?? []), line])
    const clashes = honest.filter(
      ({ pod, patient, start_date }) =>
        pod!.startsWith('OP') &&
        (stays.get(patient!) ?? []).some(
          (stay) => stay['start_date']! <= start_date! && start_date! <= stay['end_date']!,
        ),
    )
    expect(clashes).toEqual([])
  })

  test('differ between the first and the last snapshot of a month: lines come, go and are coded anew', () => {
    const first = new Map(readCsv('activity-2007-10-flex.csv').map((line) => [line['line_id']!, line]))
    const last = new Map(readCsv('activity-2007-10-freeze.csv').map((line) => [line['line_id']!, line]))
    const both = [...last.keys()].filter((id) => first.has(id))
    expect(last.size - both.length).toBeGreaterThan(10)
    expect(first.size - both.length).toBeGreaterThan(2)
    expect(both.filter((id) => first.get(id)!['hrg'] !== last.get(id)!['hrg']).length).toBeGreaterThan(2)
  })
})
