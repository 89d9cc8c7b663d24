import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countRatings } from '../assessment/counts.ts'
import { beforeLast } from '../assessment/rate-target.command.ts'
import { type Said, findRating, ratings, unsaid } from '../assessment/rating.ts'
import { changeDefinition } from '../definition/change-definition.ts'
import { inYear } from '../definition/definition.ts'
import { shippedFrameworks, usualFramework } from '../definition/shipped.view.ts'
import { toFinancialYear } from '#shared'
import { usualResponsibilities } from '../responsibilities/usual.view.ts'
import { findSide } from '../responsibilities/responsibility.ts'
import { normalised } from '../words/normalise.ts'
import { chooseFramework } from './choose-framework.ts'
import { documentSheet } from './document-rows.ts'
import { matchTargets } from './match-targets.ts'
import { eachOnce } from './repeats.ts'
import { readSummary, summaryNotes } from './summary.ts'
import { type AssessmentRow, readTable, rowList } from './table-rows.ts'

const definition = usualFramework()
const header = ['level', 'objective', 'target', 'rating', 'action_or_evidence']

const sheetOf = (rows: readonly (readonly string[])[]) => [
  { name: 'a', rows: rows.map((cells, at) => ({ number: at + 1, cells: [...cells] })) },
]

const table = definition.targets.map(({ level, objective, words }) => [String(level), objective, words, 'Low', 'Do it'])

function rowsOf(rows: readonly (readonly string[])[]): readonly AssessmentRow[] {
  const read = readTable('a.csv', sheetOf([header, ...rows]))
  if (!read.ok) throw new Error(read.message)
  return read.value.rows
}

describe('every file of reference/frameworks', () => {
  test('has 56 targets on three levels, each with a mark of its own, and most of them measured', () => {
    expect(shippedFrameworks().map(({ name }) => name)).toEqual(['commissioning-levels'])
    expect(countRatings(definition, new Map()).map(({ targets }) => targets)).toEqual([14, 19, 23])
    expect(new Set(definition.targets.map(({ mark }) => mark)).size).toBe(56)
    expect(definition.targets.filter(({ measure }) => measure).length).toBeGreaterThanOrEqual(22)
  })

  test('has the usual list of responsibilities, each once', () => {
    const list = usualResponsibilities()
    expect(new Set(list.map(({ mark }) => mark)).size).toBe(26)
    expect(
      ['commissioner', 'practice', 'shared'].map((side) => list.filter((each) => each.side === side).length),
    ).toEqual([11, 11, 4])
  })
})

describe('the wording of a target', () => {
  test('is that of its year, and an assessment keeps it', () => {
    const [first, ...others] = definition.targets
    const dated = {
      ...definition,
      targets: [
        { ...first!, wordings: [{ from: '2008/09', words: 'As of 2008' }] },
        ...others,
      ] as typeof definition.targets,
    }
    expect(inYear(dated, toFinancialYear('2007/08')).targets[0]!.words).toBe(first!.words)
    expect(inYear(dated, toFinancialYear('2009/10')).targets[0]!.words).toBe('As of 2008')
  })

  test('finds its target whatever became of capitals, blanks and stops', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 55 }),
        fc.boolean(),
        fc.constantFrom('', '.', '  ', ' ;'),
        (at, isLoud, tail) => {
          const { level, objective, words, ref } = definition.targets[at]!
          const text = `${isLoud ? words.toUpperCase() : words.replaceAll(' ', '  ')}${tail}`
          const { matches } = matchTargets(definition, rowsOf([[String(level), objective, text, 'Low', '']]))
          expect(matches).toMatchObject([{ target: { ref }, by: 'wording' }])
        },
      ),
    )
  })

  test('that differs is taken by its place among all others, and says so', () => {
    const changed = table.map((row, at) =>
      at === 4 ? [...row.slice(0, 2), 'Something about getting an appointment', ...row.slice(3)] : row,
    )
    const { matches, unmatched } = matchTargets(definition, rowsOf(changed))
    expect(unmatched).toEqual([])
    expect(matches.filter(({ by }) => by !== 'wording')).toMatchObject([{ by: 'place', target: { ref: '1.2.2' } }])
  })

  test('that fits nothing is nobody’s', () => {
    const { unmatched } = matchTargets(definition, rowsOf([['2', 'governance', 'Buy a new car park', 'Low', '']]))
    expect(unmatched).toHaveLength(1)
  })
})

describe('a table as it comes', () => {
  test('with merged cells has level and objective from above', () => {
    const read = readTable(
      'a.csv',
      sheetOf([header, table[0]!, ['', '', ...table[1]!.slice(2)], ['', '', '', '', 'and the rest']]),
    )
    expect(read).toMatchObject({
      ok: true,
      value: { rows: [{}, { level: 1, objective: 'governance', words: 'Do it and the rest' }] },
    })
    expect(read.ok && read.value.notes).toHaveLength(2)
  })

  test('with lines that name a level reads it so, whatever stands above the table', () => {
    const rows = [['A title'], header.slice(1), ['Level 2:'], table[14]!.slice(1), ['Level 3'], table[33]!.slice(1)]
    expect(readTable('a.csv', sheetOf(rows))).toMatchObject({
      ok: true,
      value: { rows: [{ level: 2 }, { level: 3 }], loose: [{ text: 'A title' }] },
    })
  })

  test('without its columns, or without a level, is refused with what to do', () => {
    expect(readTable('a.csv', sheetOf([['x', 'y']]))).toMatchObject({ code: 'columns' })
    expect(
      readTable(
        'a.csv',
        sheetOf([
          [...header, 'colour'],
          [...table[0]!, 'red'],
        ]),
      ),
    ).toMatchObject({ code: 'columns' })
    const read = readTable('a.csv', sheetOf([header, ['', ...table[0]!.slice(1)], ['1', 'governance', '', 'Low', 'x']]))
    expect(read.ok && read.value.rejects.map(({ row, column }) => [row, column])).toEqual([
      [2, 'level'],
      [3, 'target'],
    ])
  })

  test('that holds the framework twice is refused, and a row that is only repeated is taken once', () => {
    const worse = table.map((row) => [...row.slice(0, 3), 'High', 'Something else'])
    const twice = eachOnce(definition, matchTargets(definition, rowsOf([...table, ...worse])).matches)
    expect(twice.twice).toContain('rows 58–113 speak of the same targets as rows 2–57')
    const once = eachOnce(definition, matchTargets(definition, rowsOf([...table, table[3]!])).matches)
    expect(once).toMatchObject({ rejects: [], notes: [expect.stringContaining('Rows 58 repeat')] })
    expect(once.matches).toHaveLength(56)
    const differs = eachOnce(definition, matchTargets(definition, rowsOf([...table, worse[3]!])).matches)
    expect(differs.rejects).toMatchObject([
      { row: 58, message: expect.stringContaining('Row 5 has target 1.2.1 already') },
    ])
  })

  test('of two versions is of neither', () => {
    const changed = changeDefinition(
      definition,
      { kind: 'wording', ref: '1.1.2', words: 'Everybody knows who chairs.' },
      2,
    )
    if (!changed.ok) throw new Error(changed.message)
    const mixed = rowsOf([...table, ['1', 'governance', 'Everybody knows who chairs.', 'OK', '']])
    expect(chooseFramework([definition, changed.value], mixed)).toMatchObject({ code: 'two-versions' })
    expect(chooseFramework([definition, changed.value], rowsOf(table))).toMatchObject({
      ok: true,
      value: { version: 1 },
    })
  })

  test('of a document saved as text has its cells, and its summary beside', () => {
    const text = [
      'Of 1 targets at Level 2:',
      '1 is rated ‘low’',
      'Level 1:',
      '',
      '\tObjective',
      '\tTarget',
      '\tRating',
      '\tAction or Evidence',
      '',
      `\tgovernance`,
      `\t${definition.targets[0]!.words}`,
      '\tLow',
      '\tDo it',
      'and then more',
      '',
    ].join('\n')
    const read = readTable('a.txt', [documentSheet('a.txt', text)!])
    expect(read).toMatchObject({
      ok: true,
      value: { rows: [{ level: 1, rating: 'Low', words: 'Do it and then more' }] },
    })
    expect(documentSheet('a.csv', 'level,objective\n')).toBeUndefined()
  })
})

describe('a summary that somebody typed', () => {
  const counted = countRatings(
    definition,
    new Map(definition.targets.map(({ ref }) => [ref, { rating: 'low' as const }])),
  )
  const lines = (texts: readonly string[]) => texts.map((text, at) => ({ number: at + 1, text }))

  test('under a wrong level is read as the one that it fits, with a word', () => {
    const said = readSummary(
      lines([
        'Of 14 targets at Level 1:',
        '14 are rated ‘low’',
        'Of 19 targets at Level 2:',
        'Of 23 targets at Level 2:',
      ]),
    )
    expect(summaryNotes(said, counted)).toEqual([
      expect.stringContaining('Row 4: the summary calls 23 targets level 2'),
    ])
  })

  test('with other counts than the table is told, and the table counts', () => {
    const said = readSummary(
      lines(['· Of 14 targets at Level 1:', '· 1 requires no further work', '· 12 are rated ‘low’, with little work']),
    )
    expect(summaryNotes(said, counted)).toEqual([
      'Row 1: the summary of level 1 says 1 rated ok, the table has 0; 12 rated low, the table has 14. The table counts.',
    ])
  })
})

describe('words', () => {
  test('of ratings and sides are read as people write them', () => {
    expect(['OK', 'Low.', 'Med', 'medium', 'HIGH', 'crit'].map(findRating)).toEqual([
      'ok',
      'low',
      'medium',
      'medium',
      'high',
      'critical',
    ])
    expect(findRating('rather')).toBeUndefined()
    for (const rating of ratings) expect(findRating(rating)).toBe(rating)
    expect(['Commissioner', 'practice or locality', 'shared', 'Group', 'nobody'].map(findSide)).toEqual([
      'commissioner',
      'practice',
      'shared',
      'practice',
      undefined,
    ])
  })

  test('are normalised to what does not change when it is done again', () => {
    fc.assert(fc.property(fc.string(), (text) => normalised(normalised(text)) === normalised(text)))
  })

  test('say rows as people find them', () => {
    expect(rowList([2, 3, 4, 7, 9, 10])).toBe('2–4, 7, 9–10')
  })
})

test('what is taken back leaves what stood before, however often', () => {
  const said = (rating: Said['rating'], source: Said['source'] = 'typed'): Said => ({
    ...unsaid('1.1.1'),
    rating,
    source,
    actor: 'a',
    at: new Date(0),
  })
  expect(beforeLast([])).toBeUndefined()
  expect(beforeLast([said('low')])).toBeNull()
  expect(beforeLast([said('low'), said('high')])).toMatchObject({ rating: 'low' })
  expect(beforeLast([said('low'), said('high'), said('low', 'taken-back')])).toBeNull()
})
