import type { Sheet } from '#platform'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packagePath } from '#platform'
import { type Value, cellTypes } from './cell-type.ts'
import { faultSentence } from './fault.ts'
import { kinds } from './kinds.ts'
import { readItems } from './read-items.ts'

const sheet = (...lines: string[]): Sheet => ({
  name: 'file.csv',
  rows: lines.map((line, at) => ({ number: at + 1, cells: line.split(',') })),
})

const faultsOf = (...lines: string[]): string[] => (readItems(sheet(...lines)).faults ?? []).map(faultSentence)
const itemsOf = (...lines: string[]) => readItems(sheet(...lines)).sheet?.items.map(({ item }) => item)

const refused = 'refused'
const read = (type: keyof typeof cellTypes, text: string): Value | typeof refused => {
  const result = cellTypes[type].read(text)
  return result.ok ? result.value : refused
}

describe('a cell', () => {
  test.each([
    ['money', '1250000', 125000000],
    ['money', '0.05', 5],
    ['money', '1.005', refused],
    ['money', '-1', refused],
    ['money', '1,250', refused],
    ['signed-money', '-12.50', -1250],
    ['signed-money', '-0', 0],
    ['percent', '2.5', 250],
    ['percent', '100', 10000],
    ['percent', '100.01', refused],
    ['percent', '0.125', refused],
    ['ratio', '2.5', 2500],
    ['ratio', '2.5555', refused],
    ['activity', '41.667', 41667],
    ['activity', '1e3', refused],
    ['working-days', '20', 20],
    ['working-days', '0', refused],
    ['number', '091.50', '91.5'],
    ['number', '-0.0', '0'],
    ['number', '1.23456', refused],
    ['day', '2007-02-29', refused],
    ['day', '01/04/2007', refused],
    ['month', '2007-13', refused],
    ['year', '2010/11', '2010/11'],
    ['year', '2010/12', refused],
    ['reference', 'CA-1', 'CA-1'],
    ['reference', 'CA/1', refused],
    ['reference', '999-000-0018', refused],
    ['specialty', '1100', refused],
    ['procedure', 'L85', 'L85'],
    ['procedure', 'L85.1', refused],
    ['pattern', 'L8(4[1-689]|7)', 'L8(4[1-689]|7)'],
    ['pattern', 'L8(4', refused],
    ['pattern', "L8'", refused],
    ['yes-no', 'Y', true],
    ['yes-no', 'yes', refused],
    ['nhs-number', '999 000 0018', '9990000018'],
    ['nhs-number', '9990000019', refused],
    ['organisation', 'za1', refused],
    ['words', 'born 12/03/1950', refused],
  ] as const)('of type %s that holds %s is %s', (type, text, expected) => {
    expect(read(type, text)).toBe(expected)
  })

  test('several codes stand with blanks between them, each once', () => {
    expect([read('codes', '330 410'), read('codes', '330 330'), read('codes', '330,410')]).toEqual([
      ['330', '410'],
      refused,
      refused,
    ])
  })

  test('any text is a value or a refusal in two sentences, and money comes back to the penny', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(cellTypes)), fc.string(), (name, text) => {
        const result = cellTypes[name as keyof typeof cellTypes].read(text)
        expect(result.ok || /\. /.test(result.message)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (pence) => {
        expect(read('money', (pence / 100).toFixed(2))).toBe(pence)
      }),
    )
  })
})

describe('a file', () => {
  test.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s is known by its full header and by the least of it',
    (name, kind) => {
      const all = kind.columns.map((column) => column.name)
      const least = kind.columns.filter(({ need }) => need !== 'may').map((column) => column.name)
      for (const header of [all, least, least.toReversed()])
        expect(readItems(sheet(header.join(','))).sheet?.kind).toBe(name)
    },
  )

  test('is described in keep-contracts.md with each of its columns', () => {
    const text = readFileSync(join(packagePath(), 'docs/jobs/keep-contracts.md'), 'utf8')
    for (const { name, columns } of kinds) {
      const part = text.split(`### ${name}.csv`)[1]?.split('###')[0] ?? ''
      for (const column of columns.filter((each) => each.name !== 'commissioner' || name === 'contracts'))
        expect(part, `${name}.csv ${column.name}`).toContain(`\`${column.name}\`${column.need === 'may' ? '' : ' \\*'}`)
    }
  })

  test('reads to rows with what empty cells mean filled in', () => {
    expect(
      itemsOf('reference,provider,mechanism,from,services,fixed_per_year', 'CA-1,ZA1,block,2007-04-01,330 410,12'),
    ).toEqual([
      expect.objectContaining({
        reference: 'CA-1',
        commissioner: null,
        mechanism: 'block',
        from: '2007-04-01',
        to: null,
        services: ['330', '410'],
        fixed_per_year: 1200,
        line_tolerance: 0,
        answer_days: null,
      }),
    ])
  })

  test('with a column that nobody knows is refused by the name of the column', () => {
    expect(faultsOf('reference,month,pod,activity,value,colour', 'CA-1,2007-04,EL,1,1,red')).toEqual([
      'file.csv, row 1, header: “colour” is no column of this file. Take the column out or rename it. Known are reference, commissioner, month, pod, activity, value.',
    ])
    expect(faultsOf('reference,month,pod,pod,activity', 'CA-1,2007-04,EL,EL,1')).toEqual([
      'file.csv, row 1, header: “pod” stands there twice. Keep one of the two columns.',
      'file.csv, row 1, header: “value” is missing. Add the column.',
    ])
    expect(faultsOf('colour,size', 'red,1')[0]).toMatch(
      /is the header of none of the lists .* contracts by “mechanism”/,
    )
  })

  test('says of every bad cell where it is, what stands there and what to do', () => {
    expect(
      faultsOf(
        'reference,tfc,ratio,from,to',
        'CA-1,110,two,2007-04-01,',
        'CA-1,,2,2007-04-31,2007-04-01',
        'CA-1,120,2,2007-04-01,2007-04-01',
        'CA-1,130,2,2007-04-01,,,x',
      ),
    ).toEqual([
      'file.csv, row 2, ratio: “two” is not a ratio. Write a number of at most 3 decimals.',
      'file.csv, row 3, tfc: is missing. Fill it in.',
      'file.csv, row 3, from: “2007-04-31” is not a day. Write it like 2007-04-01.',
      'file.csv, row 4, to: “2007-04-01” is not after 2007-04-01. Write the first day on which it no longer holds.',
      'file.csv, row 5, the whole row: has more cells than the header. Put cells with commas in "double quotes".',
    ])
  })

  test('shows nothing of a patient among what is wrong', () => {
    const said = faultsOf(
      'approval,nhs_number,procedure,decision,from',
      'PA-1,9990000019,L85,approved,2007-04-01',
      '999 000 0018,9990000018,L85,yes,2007-04-01',
    )
    expect(said).toEqual([
      'file.csv, row 2, nhs_number: “(not shown)” is not an NHS number. Write its ten digits and check them.',
      expect.stringMatching(/^file.csv, row 3, approval: “### ### ####” /),
      expect.stringContaining('decision: “yes”'),
    ])
    expect(said.join()).not.toMatch(/9990000/)
  })
})
