import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ctx, journalEntries } from '#platform'
import { type Terms, formBody, listItems, planMeeting } from '#programme/meetings'
import { addMonths, toMonth, toPence, toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { addOrganisations } from '../../../tests/support/people.ts'
import { type Savers, saversOf } from '../../../tests/support/savings-world.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { checks } from './checks.view.ts'
import { overspendBeyond } from './drift/budget-drift.ts'
import { stateOf } from './drift/drift.ts'
import { listDrift } from './drift/drift.view.ts'
import { stepDrift } from './drift/end-drift.command.ts'
import { findDrift, noteDrift } from './drift/note-drift.command.ts'
import { importFigures } from './figures/import-figures.command.ts'
import { findIndicator, indicatorStandings } from './figures/indicators.view.ts'
import { noteFigure } from './figures/note-figure.command.ts'
import { rebase } from './figures/rebase.command.ts'
import { addIndicator, changeIndicator } from './figures/save-indicator.command.ts'
import { listLessons } from './lessons/lessons.view.ts'
import { changeLesson, writeLesson } from './lessons/write-lesson.command.ts'
import { formatMicro, plainText, readMicro } from './model/amount.ts'
import { type IndicatorWords, againstTarget, chartOf } from './model/indicator.ts'
import { indicatorPolicy } from './policy/indicator-policy.view.ts'
import { ticksBetween } from './showing/chart-scale.ts'

const workbench = useWorkbench({ now: new Date('2008-06-02T09:00:00Z') })
const ctx = (): Ctx => workbench().ctx
let people: Savers

beforeAll(async () => {
  await addOrganisations(ctx())
  people = saversOf(ctx())
})

const micro = (text: string): number => readMicro(text)!
const month = toMonth

const words: IndicatorWords = {
  title: 'Women screened within five years',
  kind: 'health-check',
  unit: 'percent',
  direction: 'up',
  target: micro('80'),
  tolerance: micro('2'),
  holder: 'Lead for screening',
  roleNo: null,
  source: 'Screening office',
}

const must = async <Value>(
  result: Promise<{ ok: true; value: Value } | { ok: false; message: string }>,
): Promise<Value> => {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

async function send(who: Ctx, rows: readonly string[], owner = 'ZG1') {
  const folder = await mkdtemp(join(tmpdir(), 'locality-indicators-'))
  try {
    const file = join(folder, 'figures.csv')
    await writeFile(file, ['indicator,month,value,source', ...rows].join('\n'))
    return await importFigures(who, { file, name: 'figures.csv', owner })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const first = month('2007-01')
const rows = (values: readonly number[]): string[] =>
  values.map((value, at) => `cervical,${addMonths(first, at)},${value},`)

describe('an indicator', () => {
  let indicatorNo: number

  test('is written down by those who run the group, once under a code, and seen by its own alone', async () => {
    const add = (who: Ctx, change: Partial<IndicatorWords> = {}, code = 'cervical') =>
      addIndicator(who, { owner: 'ZG1', code, ...words, ...change })
    expect(await add(people.manager)).toMatchObject({ code: 'not-found' })
    expect(await add(people.otherChair)).toMatchObject({ code: 'not-found' })
    expect(await add(people.chair, { holder: '' })).toMatchObject({ code: 'no-words' })
    indicatorNo = (await must(add(people.chair))).indicatorNo
    expect(await add(people.chair)).toMatchObject({ code: 'taken' })
    expect(await findIndicator(people.manager, indicatorNo)).toMatchObject({ title: words.title })
    for (const who of [people.otherManager, people.otherChair, people.provider])
      expect(await findIndicator(who, indicatorNo)).toBeUndefined()
  })

  test('takes figures from a file, all or nothing; a mended file is sent again and writes nothing twice', async () => {
    const values = [79, 81, 80, 82, 79, 80, 81, 80, 79, 81, 80, 82]
    const wrong = await send(people.chair, [
      ...rows(values),
      'cervical,2007-13,80,',
      'cytology,2008-01,80,',
      'cervical,2008-01,x,',
    ])
    expect(wrong).toMatchObject({ code: 'rejected', message: expect.stringContaining('Row 14, month “2007-13”') })
    expect((await findIndicator(people.chair, indicatorNo))!.figures).toEqual([])
    expect(await send(people.manager, rows(values))).toMatchObject({ code: 'not-found' })
    expect(await send(people.chair, rows(values))).toMatchObject({ value: { written: 12, known: 0 } })
    expect(await send(people.chair, rows([...values, 78]))).toMatchObject({ value: { written: 1, known: 12 } })
    expect(await send(people.chair, [...rows([79]), ...rows([79])])).toMatchObject({ code: 'rejected' })
  })

  test('has a figure put right and taken back; the latest counts, and no month is written before it begins', async () => {
    const note = (at: string, value: string | null) =>
      noteFigure(people.chair, {
        indicatorNo,
        month: month(at),
        value: value === null ? null : micro(value),
        source: '',
      })
    await must(note('2008-01', '79.5'))
    expect((await findIndicator(people.chair, indicatorNo))!.figures.at(-1)).toMatchObject({ value: micro('79.5') })
    expect(await note('2008-07', '80')).toMatchObject({ code: 'month' })
    await must(note('2008-02', '70'))
    await must(note('2008-02', null))
    expect(await note('2008-02', null)).toMatchObject({ code: 'none' })
    expect((await findIndicator(people.chair, indicatorNo))!.figures.at(-1)).toMatchObject({ month: '2008-01' })
  })

  test('stands against its target and its own chance; limits begin anew only where somebody says why', async () => {
    const [standing] = await indicatorStandings(people.manager, { owner: 'ZG1' })
    expect(standing).toMatchObject({ against: 'within', variation: 'common', assurance: 'hit-and-miss' })
    const set = { indicatorNo, month: month('2007-08'), event: 'set', words: '' } as const
    expect(await rebase(people.chair, set)).toMatchObject({ code: 'no-words' })
    expect(await rebase(people.chair, { ...set, month: first, words: 'x' })).toMatchObject({ code: 'month' })
    await must(rebase(people.chair, { ...set, words: 'Another laboratory' }))
    const found = (await findIndicator(people.chair, indicatorNo))!
    expect(chartOf(found, indicatorPolicy()).points[7]!.limits).not.toBe(
      chartOf(found, indicatorPolicy()).points[6]!.limits,
    )
    await must(rebase(people.chair, { ...set, event: 'dropped', words: 'It was not' }))
    expect((await findIndicator(people.chair, indicatorNo))!.rebases).toEqual([])
  })

  test('is changed by who saw it as it is, and closed', async () => {
    await must(changeIndicator(people.chair, { indicatorNo, seenVersion: 1 }, { ...words, tolerance: micro('1') }))
    expect(await changeIndicator(people.chair, { indicatorNo, seenVersion: 1 }, words)).toMatchObject({
      code: 'changed',
    })
    expect(await findIndicator(people.chair, indicatorNo)).toMatchObject({ version: 2, tolerance: micro('1') })
  })
})

describe('drift', () => {
  const terms: Terms = {
    purpose: 'Runs the group.',
    quorum: 1,
    rules: [],
    everyMonths: null,
    afterBody: null,
    starts: '13:00',
    minutesLong: 90,
    place: 'Surgery',
  }

  test('of an indicator is found once, put on the next agenda, and not again while it is open', async () => {
    const { bodyNo } = await must(formBody(people.chair, { owner: 'ZG1', kind: 'commissioning', name: 'Group', terms }))
    const when = { on: toPlainDate('2008-06-20'), starts: '13:00', minutesLong: 90, place: 'Surgery' }
    const { meetingNo } = await must(
      planMeeting(people.chair, { owner: 'ZG1', bodyNo, kind: 'meeting', title: 'June', about: '', ...when }),
    )
    await must(send(people.chair, ['cervical,2008-04,74,']))
    expect(await findDrift(people.manager, { owner: 'ZG1' })).toMatchObject({ code: 'not-found' })
    const found = await must(findDrift(people.chair, { owner: 'ZG1' }))
    expect(found).toMatchObject({ noted: [1], onAgenda: 1 })
    const items = await listItems(people.chair, { owner: 'ZG1', source: 'drift:1' })
    expect(items).toMatchObject([{ meetingNo, title: `Drift: ${words.title}` }])
    expect(await must(findDrift(people.chair, { owner: 'ZG1' }))).toMatchObject({ noted: [], onAgenda: 0 })
    const [drift] = await listDrift(people.manager, { owner: 'ZG1' })
    expect(drift).toMatchObject({ reason: expect.stringContaining('below the target of 80%') })
    expect(await listDrift(people.otherChair)).toEqual([])
  })

  test('is followed, closed with its effect, and opened again; what comes back later is found anew', async () => {
    await must(stepDrift(people.chair, { driftNo: 1, event: 'followed', words: 'Letters went out.' }))
    expect(await stepDrift(people.manager, { driftNo: 1, event: 'followed', words: 'x' })).toMatchObject({
      code: 'not-found',
    })
    const close = { driftNo: 1, event: 'closed', effect: 'back', words: '81% in May' } as const
    await must(stepDrift(people.chair, close))
    expect(await stepDrift(people.chair, close)).toMatchObject({ code: 'closed' })
    expect(stateOf((await listDrift(people.chair, { driftNo: 1 }))[0]!)).toBe('closed')
    expect(await must(findDrift(people.chair, { owner: 'ZG1' }))).toMatchObject({ noted: [2], onAgenda: 1 })
    expect(await stepDrift(people.chair, { driftNo: 1, event: 'reopened', words: 'Too soon' })).toMatchObject({
      code: 'again',
    })
  })

  test('of a target is handed in by the framework, once while it is open', async () => {
    const drifting = {
      owner: 'ZG1',
      kind: 'target',
      subject: 'target 2.3',
      title: 'Practices in the forum',
      reason: '8 of 15 practices came; 60% is the threshold.',
      href: '/framework',
    } as const
    expect(await noteDrift(people.manager, drifting)).toMatchObject({ code: 'not-found' })
    expect(await must(noteDrift(people.chair, drifting))).toMatchObject({ driftNo: 3, isNew: true })
    expect(await must(noteDrift(people.chair, drifting))).toMatchObject({ driftNo: 3, isNew: false })
    expect((await Promise.all(checks.map((check) => check.run(ctx())))).flat()).toEqual([])
  })

  test('of a budget is what is expected beyond both chance and tolerance', () => {
    const expected = (outturn: number) => ({
      yearPence: toPence(100_000_000),
      outturnPence: toPence(outturn),
      outturnBandPence: toPence(1_200_000),
    })
    expect(overspendBeyond(expected(103_000_000), 100)).toBe(3_000_000)
    expect(overspendBeyond(expected(101_100_000), 100)).toBeUndefined()
    expect(overspendBeyond(expected(103_000_000), 400)).toBeUndefined()
    expect(overspendBeyond(expected(90_000_000), 100)).toBeUndefined()
  })
})

describe('a lesson', () => {
  const lesson = {
    title: 'A telephone clinic for skin',
    tried: 'Pictures were sent to a dermatologist.',
    happened: 'A third fewer were referred.',
    ask: 'The lead for planned care',
    result: 'worked',
    topics: 'referrals, dermatology',
  } as const

  test('is written by a practice in the name of its group, and read and found by every group of the commissioner', async () => {
    expect(await writeLesson(people.user, { owner: 'ZG1', ...lesson })).toMatchObject({ code: 'not-found' })
    expect(await writeLesson(people.manager, { owner: 'ZG2', ...lesson })).toMatchObject({ code: 'not-found' })
    expect(await writeLesson(people.manager, { owner: 'ZG1', ...lesson, ask: '' })).toMatchObject({ code: 'ask' })
    await must(writeLesson(people.manager, { owner: 'ZG1', ...lesson }))
    for (const who of [people.otherManager, people.otherChair, people.finance])
      expect(await listLessons(who, { search: 'dermat refer' })).toMatchObject([{ title: lesson.title }])
    expect(await listLessons(people.chair, { search: 'podiatry' })).toEqual([])
    expect(await listLessons(people.provider)).toEqual([])
  })

  test('is changed by whoever wrote it and those who run its group, and taken back', async () => {
    const change = { lessonNo: 1, seenVersion: 1 }
    expect(await changeLesson(people.otherChair, change, lesson)).toMatchObject({ code: 'not-found' })
    await must(changeLesson(people.chair, change, { ...lesson, result: 'partly' }))
    expect(await changeLesson(people.manager, change, lesson)).toMatchObject({ code: 'changed' })
    await must(changeLesson(people.manager, { ...change, seenVersion: 2, isWithdrawn: true }))
    expect(await listLessons(people.otherChair)).toEqual([])
  })
})

test('every deed is in the journal', async () => {
  const { entries } = await journalEntries(ctx().db, { limit: 500 })
  const actions = new Set(entries.map(({ action }) => action))
  for (const deed of [
    'indicator.add',
    'indicator.change',
    'indicator.figure',
    'indicator.import',
    'indicator.rebase',
    'drift.find',
    'drift.agenda',
    'drift.step',
    'lesson.write',
    'lesson.change',
  ])
    expect([...actions], deed).toContain(deed)
})

describe('figures', () => {
  test('are read as people write them and kept as they were typed', () => {
    expect(['93.4', '93.4%', '£1,250.50', '-2', '0.000001'].map(readMicro)).toEqual([
      93_400_000, 93_400_000, 1_250_500_000, -2_000_000, 1,
    ])
    for (const text of ['', 'many', '1e5', '12,34', '1.2.3', '1.1234567']) expect(readMicro(text), text).toBeUndefined()
    expect(plainText(micro('93.4'))).toBe('93.4')
    expect([formatMicro(micro('93.4'), 'percent'), formatMicro(micro('1250.5'), 'pounds')]).toEqual(['93.4%', '£1,251'])
  })

  test('are met, within or beyond the tolerance of a target, whichever way is better', () => {
    const stand = (direction: 'up' | 'down' | 'neither', value: string) =>
      againstTarget({ direction, target: micro('10'), tolerance: micro('1') }, micro(value))
    expect(['10', '9', '8.9'].map((value) => stand('up', value))).toEqual(['met', 'within', 'beyond'])
    expect(['10', '11', '11.5'].map((value) => stand('down', value))).toEqual(['met', 'within', 'beyond'])
    expect(['10', '9', '12'].map((value) => stand('neither', value))).toEqual(['met', 'within', 'beyond'])
    expect(againstTarget({ direction: 'up', target: null, tolerance: 0 }, 1)).toBeUndefined()
  })

  test('stand on round steps at the side of a chart, and indicators.yaml is as its schema has it', () => {
    expect(ticksBetween(74, 83)).toEqual([70, 75, 80, 85])
    expect(ticksBetween(0, 0)).toHaveLength(2)
    expect(indicatorPolicy().run).toBe(7)
  })
})
