import { strToU8, zipSync } from 'fflate'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { objectiveWords } from '../items/activities.ts'
import { circleWords, findCircle } from '../items/circle.ts'
import type { RegisteredPerson } from '../leads/lead.ts'
import { readLeads } from '../leads/read-leads.ts'
import { splitLeads } from '../leads/split-leads.ts'
import { isNearly, unresolvedOf } from '../leads/unresolved.ts'
import { planPolicy } from '../policy/plan-policy.view.ts'
import { htmlTables } from './html-tables.ts'
import { openTables } from './open-table.command.ts'
import { planRows } from './plan-rows.ts'
import { readPlan } from './read-plan.ts'

const words = planPolicy()

/** Rows of a table that somebody pasted. */
function rowsOf(pasted: string) {
  const tables = htmlTables(pasted)
  const rows = planRows(tables, 'pasted', words)
  if (!rows.ok) throw new Error(rows.message)
  return readPlan(rows.value, words)
}

async function opened(pasted: string) {
  const tables = await openTables({ pasted, name: 'pasted' })
  if (!tables.ok) throw new Error(tables.message)
  const rows = planRows(tables.value.tables, 'pasted', words)
  if (!rows.ok) throw new Error(rows.message)
  return readPlan(rows.value, words)
}

async function fromFile(name: string, bytes: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'locality-plan-'))
  try {
    await writeFile(join(folder, name), bytes)
    return await openTables({ path: join(folder, name), name })
  } finally {
    await rm(folder, { recursive: true })
  }
}

const person = (personNo: number, name: string, initials: string, body = 'Board', leftOn: string | null = null) =>
  ({ personNo, owner: 'GA', name, initials, body, accountId: null, leftOn }) as RegisteredPerson

const people = [
  person(1, 'Dr Ann Alder', 'AA'),
  person(2, 'Ms Joan Birch', 'JB'),
  person(3, 'Mr John Brook', 'JB', 'Management'),
  person(4, 'Ms Una Named', '', 'Management'),
  person(5, 'Dr Len Gone', 'LG', 'Board', '2006-01-01'),
]
const register = { people, settlements: [] }
const read = (text: string) =>
  readLeads(text, 1, register, words).map(({ text: each, reading }) => [each, reading.kind])

test('the columns and limits of reference/programme/plan.yaml', () => {
  expect(words.columns.lead).toContain('lead responsibility')
  expect(words.tolerance_days).toBe(14)
})

describe('leads', () => {
  test('strokes, commas, brackets and lines part them; alternatives are told from those who lead together', () => {
    expect(splitLeads('Board Leads/GMs or DMs', []).map(({ text, choice }) => [text, choice])).toEqual([
      ['Board Leads', null],
      ['GMs', 1],
      ['DMs', 1],
    ])
    expect(splitLeads('(AC, PA,PL,RB,CA-group)', []).map(({ text }) => text)).toEqual([
      'AC',
      'PA',
      'PL',
      'RB',
      'CA-group',
    ])
    expect(
      splitLeads('FH/JS\nBoard Leads (names..)', []).map(({ text, line, remark }) => [text, line, remark]),
    ).toEqual([
      ['FH', 0, null],
      ['JS', 0, null],
      ['Board Leads', 1, 'names..'],
    ])
    expect(splitLeads('AB and CD', []).map(({ text }) => text)).toEqual(['AB', 'CD'])
    expect(splitLeads('Director of Finance and Estates', [])).toHaveLength(1)
    expect(splitLeads('', [])).toEqual([])
  })

  test('a line that is only the end of a post goes on from the line before', () => {
    expect(splitLeads('EK/Board\nLeads', words.post_words).map(({ text }) => text)).toEqual(['EK', 'Board Leads'])
  })

  test('initials that fit one are that person, two are ambiguous, none unknown; nothing is guessed', () => {
    expect(read('AA/JB/UN')).toEqual([
      ['AA', 'person'],
      ['JB', 'ambiguous'],
      ['UN', 'unknown'],
    ])
    expect(read('aa')).toEqual([['aa', 'unknown']])
    expect(read('Ann Alder/Board/Board Leads/GMs/Link Groups')).toEqual([
      ['Ann Alder', 'person'],
      ['Board', 'body'],
      ['Board Leads', 'post'],
      ['GMs', 'post'],
      ['Link Groups', 'body'],
    ])
  })

  test('what was settled for one item goes before what was settled for all', () => {
    const settlement = { leadText: 'JB', meaning: 'people', words: '' } as const
    const settlements = [
      { ...settlement, settlementNo: 1, itemNo: null, people: [2] },
      { ...settlement, settlementNo: 2, itemNo: 7, people: [3] },
    ]
    const who = (item: number) => readLeads('JB', item, { people, settlements }, words)[0]!.reading
    expect(who(1)).toMatchObject({ kind: 'person', people: [{ personNo: 2 }] })
    expect(who(7)).toMatchObject({ kind: 'person', people: [{ personNo: 3 }] })
  })

  test('what a person has to settle is told once, with its items, and what may help', () => {
    const item = (itemNo: number, leads: string, objective = 'Meet') => ({
      itemNo,
      ref: `1.${itemNo}`,
      objective,
      leads: readLeads(leads, itemNo, register, words),
      isDone: false,
    })
    const items = [item(1, 'JB/UN'), item(2, 'JB/LG/GMs', 'Slot for the ABD Chair and the CAT Lead')]
    const bodies = { people: [...people, person(9, 'Dr Cat Other', 'CO', 'ADB')], settlements: [] }
    const told = unresolvedOf(items, bodies, words, '2006-02-01' as never)
    expect(told.map(({ text, kind, items: at, hints }) => [text, kind, at.length, hints.join()])).toEqual([
      ['JB', 'ambiguous', 2, ''],
      ['ABD', 'unknown', 1, 'ADB is written nearly so'],
      ['CAT', 'unknown', 1, ''],
      ['UN', 'unknown', 1, 'Ms Una Named has no initials in the register'],
      ['LG', 'left', 1, ''],
      ['GMs', 'post', 1, ''],
    ])
    expect([isNearly('ABC', 'ACB'), isNearly('ABC', 'ABD'), isNearly('ABC', 'CBA'), isNearly('AB', 'ABC')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

test('an objective of several lines is a title and what is to be done for it, with points below a line', () => {
  expect(
    objectiveWords(
      'Agree terms\nTo agree on roles:\n· chair\n· notes\nTalk to providers\nEg invite them\n(where it fits)',
    ),
  ).toEqual({
    title: 'Agree terms',
    activities: [
      { words: 'To agree on roles:', line: 1, parts: ['chair', 'notes'] },
      { words: 'Talk to providers Eg invite them (where it fits)', line: 4, parts: [] },
    ],
  })
})

test('a circle is found and named; without one there is none', () => {
  const circle = findCircle(
    new Map([
      [1, [2]],
      [2, [3]],
      [3, [1]],
    ]),
  )!
  expect(circleWords(circle, (number) => `1.${number}`)).toBe(
    '1.1 waits for 1.2, which waits for 1.3, which waits for 1.1',
  )
  expect(
    findCircle(
      new Map([
        [1, [2, 3]],
        [2, [3]],
      ]),
    ),
  ).toBeUndefined()
})

const plan = (rows: string) =>
  `<table><tr><th></th><th>Objective/Activity</th><th>Lead Responsibility</th><th>Timescale / deadline</th></tr>${rows}</table>`

describe('a table', () => {
  test('of a word processor: headings over the whole row, references repaired, merged cells filled in', () => {
    const { taken, rejects } = rowsOf(
      plan(`<tr><td colspan=4><p class=X>1. Start</p></td></tr>
        <tr><td>.1</td><td><p>Form&nbsp;a group</p><p>Meet</p></td><td rowspan=2>AA</td><td>November 2005</td></tr>
        <tr><td></td><td>Write terms</td><td>When known</td></tr>
        <tr><td>1.3.</td><td rowspan=2>Report</td><td>AA</td><td>Ongoing</td></tr><tr><td></td><td>JB</td><td>December 2005</td></tr>`),
    )
    expect(rejects).toEqual([])
    expect(
      taken.map(({ section, ref, refAsWritten, objective, leadsText }) => [
        section,
        ref,
        refAsWritten,
        objective,
        leadsText,
      ]),
    ).toEqual([
      ['1. Start', '1.1', '.1', 'Form a group\nMeet', 'AA'],
      ['1. Start', '1.1a', '', 'Write terms', 'AA'],
      ['1. Start', '1.3', '1.3.', 'Report', 'AA\nJB'],
    ])
    expect(taken[1]!.notes.join(' ')).toContain('merged with the row above')
    expect(taken[1]!.notes.join(' ')).toContain('“When known” could not be read')
    expect(taken[2]!.notes.join(' ')).toContain('Row 6 has no objective of its own')
  })

  test('of text with tabs, in which a cell may go over several lines', async () => {
    const { taken } = await opened(
      'Ref\tObjective\tLead\tTimescale\n1. Start\n1.1\tForm a group\nMeet\tAA/JB\nGMs\tOngoing\n1.2\tReport\tAA\tComplete\n',
    )
    expect(
      taken.map(({ section, ref, objective, leadsText, timescaleText }) => [
        section,
        ref,
        objective,
        leadsText,
        timescaleText,
      ]),
    ).toEqual([
      ['1. Start', '1.1', 'Form a group\nMeet', 'AA/JB\nGMs', 'Ongoing'],
      ['1. Start', '1.2', 'Report', 'AA', 'Complete'],
    ])
  })

  test('with a reference twice, and with 1.10 that a spreadsheet took for 1.1', async () => {
    const rows = Array.from({ length: 9 }, (_, at) => `1. S\t1.${at + 1}\tObjective ${at + 1}\tAA`)
    const { taken } = await opened(
      ['section\tref\tobjective\tlead', ...rows, '1. S\t1.1\tThe tenth\tAA', '1. S\t1.4\tTwice\tAA'].join('\n'),
    )
    expect(taken.slice(9).map(({ ref, refAsWritten }) => [ref, refAsWritten])).toEqual([
      ['1.10', '1.1'],
      ['1.4a', '1.4'],
    ])
    expect(taken[10]!.notes[0]).toContain('which row 5 has already')
  })

  test('whose rows cannot be taken says why, by row and column', async () => {
    const { rejects } = await opened('ref\tobjective\tlead\n1.1\t\tAA\n1.2\tCall 943 476 5919\tAA\n1.3\tGood\tAA\n')
    expect(rejects.map(({ row, column }) => [row, column])).toEqual([
      [2, 'objective'],
      [3, 'objective'],
    ])
    expect(rejects[1]!.value).toBe('')
  })

  test('that is none of a plan says what it lacks', () => {
    expect(planRows(htmlTables('<table><tr><td>a</td><td>b</td></tr></table>'), 'x.html', words)).toMatchObject({
      ok: false,
      code: 'no-header',
    })
  })

  test('of a .docx, with merged cells and without what was deleted under track changes', async () => {
    const cell = (text: string, props = '') =>
      `<w:tc><w:tcPr>${props}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
    const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
    const xml = `<w:document xmlns:w="x"><w:body><w:tbl>${row(cell('Ref'), cell('Objective'), cell('Lead'))}${row(
      cell('2. Later', '<w:gridSpan w:val="3"/>'),
    )}${row(cell('2.1'), cell('Meet <w:del><w:r><w:delText>never</w:delText></w:r></w:del>'.replace(/<w:del>.*<\/w:del>/, '')), cell('AA', '<w:vMerge w:val="restart"/>'))}${row(
      cell('2.2'),
      cell('Report</w:t></w:r><w:del><w:r><w:delText>secretly</w:delText></w:r></w:del><w:r><w:t>'),
      cell('', '<w:vMerge/>'),
    )}</w:tbl></w:body></w:document>`
    const tables = await fromFile('plan.docx', zipSync({ 'word/document.xml': strToU8(xml) }))
    expect(tables.ok && planRows(tables.value.tables, 'plan.docx', words)).toMatchObject({
      value: [
        { section: '2. Later', ref: '2.1', objective: 'Meet', lead: 'AA' },
        { section: '2. Later', ref: '2.2', objective: 'Report', lead: 'AA' },
      ],
    })
    expect(await fromFile('broken.docx', strToU8('PK\u0003\u0004 nothing'))).toMatchObject({
      ok: false,
      code: 'unreadable',
    })
  })
})
