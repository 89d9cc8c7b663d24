import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import { importMemberships, importOrganisations } from '#organisations'
import type { Ctx } from '#platform'
import { type Result, findRole, practicesOnly, toFinancialYear, toPence, toPlainDate } from '#shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commissioner, inPost } from '../../tests/support/payment-world.ts'
import { addOrganisations } from '../../tests/support/people.ts'
import { inPractice } from '../../tests/support/savings-world.ts'
import { sharedFolder } from '../../tests/support/shared-folder.ts'
import { useWorkbench } from '../../tests/support/workbench.ts'
import { latestAssessment, listAssessments, sayingsOf, standingSayings } from './assessment/assessments.view.ts'
import { countRatings } from './assessment/counts.ts'
import { beginAssessment } from './assessment/begin-assessment.command.ts'
import { rateTarget, takeBackRating } from './assessment/rate-target.command.ts'
import { unsaid } from './assessment/rating.ts'
import { openAgain, signOff } from './assessment/sign-off.command.ts'
import { checks } from './checks.view.ts'
import { changeCopy, copyDefinition } from './definition/copy-definition.command.ts'
import { usualFramework } from './definition/shipped.view.ts'
import { keptReadings } from './evidence/kept-readings.view.ts'
import { measureGroup } from './evidence/measure-group.view.ts'
import { importAssessment } from './importing/import-assessment.command.ts'
import { dilemma } from './level/dilemma.view.ts'
import { standingOfAssessment } from './level/group-standing.view.ts'
import { importRegister } from './registers/import-register.command.ts'
import { recordEntry, takeBackEntry } from './registers/record-entry.command.ts'
import { registerEntries } from './registers/registers.view.ts'
import { commitPractice } from './responsibilities/commit.command.ts'
import { beginResponsibilities, importResponsibilities } from './responsibilities/import-responsibilities.command.ts'
import { matrixFor } from './responsibilities/matrix-for.view.ts'

const workbench = useWorkbench({ now: new Date('2008-03-03T09:00:00Z') })
const ctx = (): Ctx => workbench().ctx
const group = 'ZG1'
let folder: string
let people: ReturnType<typeof peopleOf>

/** A second practice of the group, in it from the day on which all tests happen. */
const damson = 'P99004'

function inGroup(all: Ctx, name: string): Ctx {
  const { permissions, detail, smallNumbers, seesRestrictedCodes } = findRole('group-chair')!
  const scope = {
    practices: practicesOnly(['P99001', damson]),
    providers: 'all' as const,
    commissioners: 'all' as const,
    detail,
    smallNumbers,
    seesRestrictedCodes,
    permissions,
    personId: `p-${name}`,
  }
  return all.handTo({
    actor: { name, userId: `p-${name}`, post: { postId: '1', role: 'group-chair', organisation: group } },
    scope,
  })
}

const peopleOf = (all: Ctx) => ({
  chair: inGroup(all, 'Chair One'),
  otherChair: inPost(all, 'group-chair', 'ZG2', 'Chair Two'),
  contracts: inPost(all, 'contract-manager', commissioner, 'Contracts'),
  stranger: inPost(all, 'contract-manager', '6ZZ', 'Stranger'),
  provider: inPost(all, 'provider-contact', 'ZA1', 'Provider'),
  executive: inPost(all, 'executive-member', commissioner, 'Executive'),
  practice: inPractice(all, 'practice-manager', 'P99001', 'Manager One'),
  otherPractice: inPractice(all, 'practice-manager', 'P99002', 'Manager Two'),
  user: inPractice(all, 'practice-user', 'P99001', 'User One'),
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locality-framework-'))
  await addOrganisations(ctx())
  const organisations = 'code,name,kind,open_date,close_date,postcode\nP99004,Damson Surgery,practice,2000-04-01,,\n'
  await must(importOrganisations(ctx(), await fileOf(organisations, 'organisations.csv')))
  await must(
    importMemberships(ctx(), await fileOf(`member,parent,from,to\n${damson},ZG1,2006-04-01,\n`, 'memberships.csv')),
  )
  people = peopleOf(ctx())
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function fileOf(text: string, name = 'assessment.csv'): Promise<{ file: string; name: string }> {
  const file = join(folder, `${Math.random()}-${name}`)
  await writeFile(file, text)
  return { file, name }
}

async function must<Value>(result: Promise<Result<Value>>): Promise<Value> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const header = 'level,objective,target,rating,action_or_evidence'

/** The framework as a group would have it in a table of its own. */
const tableOf = (rate: (ref: string) => string = () => 'Low', action = (ref: string): string => `Do ${ref}`): string =>
  [
    header,
    ...usualFramework().targets.map(({ level, objective, words, ref }) =>
      [level, objective, quoted(words), rate(ref), quoted(action(ref))].join(','),
    ),
  ].join('\n')

const faults = async (): Promise<string[]> => (await Promise.all(checks.map((check) => check.run(ctx())))).flat()
const y0708 = toFinancialYear('2007/08')
const owned = async (who: Ctx = people.chair) => (await latestAssessment(who, group))!

describe('the table of a group', () => {
  test('is taken whole, counted, and known again when it comes twice', async () => {
    const given = { ...(await fileOf(tableOf((ref) => (ref.endsWith('.1') ? 'OK' : 'Med')))), group }
    expect(await importAssessment(people.chair, given)).toMatchObject({
      ok: true,
      value: { taken: 56, changed: 56, recognised: false, year: '2007/08', notes: [] },
    })
    expect(await importAssessment(people.chair, given)).toMatchObject({
      ok: true,
      value: { changed: 0, recognised: true },
    })
    const { assessmentNo, definition } = await owned()
    const counts = countRatings(definition, await standingSayings(people.chair, assessmentNo))
    expect(counts.map(({ targets, ratings }) => [targets, ratings.ok, ratings.medium])).toEqual([
      [14, 6, 8],
      [19, 6, 13],
      [23, 6, 17],
    ])
  })

  test('with something wrong is refused row by row, loses nothing, and can be mended and sent again', async () => {
    const text = tableOf()
      .replace(',Low,"Do 1.1.2"', ',Rather low,"Do 1.1.2"')
      .replace('"The forum of the group meets regularly."', '"Something that no framework asks."')
    const refused = await importAssessment(people.chair, { ...(await fileOf(text)), group })
    expect(refused).toMatchObject({ ok: false, code: 'rejected' })
    expect(refused.ok ? [] : refused.rejects.map(({ row, column }) => [row, column])).toEqual([[3, 'rating']])
    expect((await standingSayings(people.chair, (await owned()).assessmentNo)).get('1.1.2')).toMatchObject({
      rating: 'medium',
    })
    const mended = { ...(await fileOf(tableOf())), group }
    expect(await importAssessment(people.chair, mended)).toMatchObject({ ok: true, value: { changed: 56 } })
    expect((await listAssessments(people.chair, { owner: group })).length).toBe(1)
  })

  test('of somebody else is as one that is not there, and is not seen', async () => {
    const given = { ...(await fileOf(tableOf())), group }
    for (const who of [people.otherChair, people.practice, people.stranger, people.provider, people.executive])
      expect(await importAssessment(who, given), who.actor.name).toMatchObject({ ok: false, code: 'not-found' })
    for (const who of [people.otherChair, people.otherPractice, people.stranger, people.provider])
      expect(await listAssessments(who), who.actor.name).toEqual([])
    for (const who of [people.practice, people.executive, people.contracts])
      expect(await listAssessments(who), who.actor.name).toHaveLength(1)
  })
})

test.skipIf(!sharedFolder())(
  'the real table gives 14, 19 and 23 targets with their ratings, from the file and from the document',
  async () => {
    const counted = async (file: string, year: string) => {
      const taken = await importAssessment(people.contracts, {
        file: join(sharedFolder()!, file),
        name: file,
        group: 'ZG2',
        year: toFinancialYear(year),
      })
      expect(taken).toMatchObject({ ok: true, value: { rows: 56, taken: 56, rejects: [] } })
      const assessment = (await latestAssessment(people.contracts, 'ZG2', toFinancialYear(year)))!
      const counts = countRatings(
        assessment.definition,
        await standingSayings(people.contracts, assessment.assessmentNo),
      )
      expect(counts.map(({ targets, ratings }) => [targets, Object.values(ratings)])).toEqual([
        [14, [1, 8, 5, 0, 0]],
        [19, [1, 5, 9, 3, 1]],
        [23, [1, 5, 10, 5, 2]],
      ])
      return taken.ok ? taken.value.notes : []
    }
    expect(await counted('real/framework-assessment.csv', '2006/07')).toEqual([])
    const notes = await counted('seeds/002_b36904aca4ef6615.txt', '2005/06')
    expect(notes.filter((note) => note.includes('level 3'))).toHaveLength(1)
    const list = {
      file: join(sharedFolder()!, 'real/responsibilities.csv'),
      name: 'responsibilities.csv',
      group: 'ZG2',
    }
    expect(await importResponsibilities(people.contracts, list)).toMatchObject({ ok: true, value: { taken: 26 } })
    expect(await importResponsibilities(people.contracts, list)).toMatchObject({
      ok: true,
      value: { recognised: true },
    })
  },
)

describe('a target', () => {
  test('is rated with who sees to it and until when, and what was said last can be taken back', async () => {
    const { assessmentNo } = await owned()
    const said = {
      ...unsaid('2.4.1'),
      assessmentNo,
      rating: 'high' as const,
      words: 'Agree a form',
      lead: 'The manager',
      due: toPlainDate('2008-02-01'),
      effortDays: 4,
      costPence: toPence(10_000),
    }
    expect(await rateTarget(people.chair, said)).toMatchObject({ ok: true })
    expect(await rateTarget(people.chair, said)).toMatchObject({ code: 'same' })
    expect(await rateTarget(people.chair, { ...said, words: 'For 999 000 0018' })).toMatchObject({
      code: 'names-patient',
    })
    expect(await rateTarget(people.chair, { ...said, link: 'javascript:alert(1)' })).toMatchObject({ code: 'link' })
    for (const who of [people.practice, people.otherChair, people.user])
      expect(await rateTarget(who, { ...said, lead: 'me' })).toMatchObject({ code: 'not-found' })
    expect(await takeBackRating(people.chair, { assessmentNo, target: '2.4.1' })).toMatchObject({ ok: true })
    const sayings = await sayingsOf(people.chair, assessmentNo, '2.4.1')
    expect(sayings.at(-1)).toMatchObject({ rating: 'low', lead: '', source: 'taken-back' })
    expect(sayings).toHaveLength(4)
  })
})

describe('what is measured', () => {
  const readingOf = async (target: string, who: Ctx = people.chair) => {
    const read = await measureGroup(who, await owned())
    if (!read.ok) throw new Error(read.message)
    return read.value.find((reading) => reading.target === target)!
  }

  test('comes from records, and changes when a record changes', async () => {
    expect(await readingOf('1.2.2')).toMatchObject({ isMet: null, figure: 'Nobody is recorded as signed up yet.' })
    const schemes = await fileOf(
      'practice,scheme,from,to\nP99001,access,2007-04-01,\nP99001,national-incentive,2007-04-01,\nP99001,named-figures,2006-04-01,2007-12-01\nP99004,access,2007-04-01,\n',
    )
    expect(await importRegister(people.chair, { ...schemes, register: 'schemes' })).toMatchObject({
      ok: true,
      value: { taken: 4, changed: 4 },
    })
    expect(await importRegister(people.chair, { ...schemes, register: 'schemes' })).toMatchObject({
      value: { recognised: true },
    })
    expect(await readingOf('1.2.2')).toMatchObject({ isMet: true, have: 2, of: 2, figure: '2 of 2 practices (100%)' })
    expect(await readingOf('1.4.1')).toMatchObject({
      isMet: false,
      practices: [{ practice: 'P99001', isMet: false }, { isMet: false }],
    })
    const [entry] = (await registerEntries(people.chair, { register: 'schemes' })).filter(
      ({ item }) => item === 'access',
    )
    expect(await takeBackEntry(people.chair, { entryNo: entry!.entryNo, words: 'Wrong practice' })).toMatchObject({
      ok: true,
    })
    expect(await readingOf('1.2.2')).toMatchObject({
      isMet: false,
      practices: [{ isMet: false, words: 'Not signed up' }, { isMet: true }],
    })
    const standing = await standingOfAssessment(people.chair, await owned())
    expect(standing.standings.find(({ target }) => target.ref === '1.2.2')).toMatchObject({
      by: 'measured',
      isMet: false,
    })
  })

  test('counts what is not the practice’s own to record for nobody', async () => {
    const own = {
      register: 'quality-points',
      item: '',
      from: toPlainDate('2007-03-31'),
      to: null,
      result: null,
    } as const
    expect(await recordEntry(people.chair, { ...own, practice: 'P99001', points: 912 })).toMatchObject({ ok: true })
    expect(await recordEntry(people.chair, { ...own, practice: 'P99001', points: 912 })).toMatchObject({ code: 'same' })
    expect(await recordEntry(people.chair, { ...own, practice: 'P99002', points: 1 })).toMatchObject({
      code: 'not-found',
    })
    expect(await recordEntry(people.practice, { ...own, practice: 'P99001', points: 1 })).toMatchObject({
      code: 'not-found',
    })
    expect(await registerEntries(people.otherPractice)).toEqual([])
    expect(await recordEntry(people.contracts, { ...own, practice: damson, points: 950 })).toMatchObject({ ok: true })
    expect(await readingOf('2.2.1')).toMatchObject({ isMet: true })
    expect(await recordEntry(people.chair, { ...own, practice: 'P99001', points: 880 })).toMatchObject({ ok: true })
    expect(await readingOf('2.2.1')).toMatchObject({
      isMet: false,
      practices: [{ words: '880 points on 31 March 2007' }, { isMet: true }],
    })
  })

  test('is frozen on the day of signing off, whatever becomes of the records, and is the practice’s to see as far as its own', async () => {
    const { assessmentNo } = await owned()
    expect(await signOff(people.practice, { assessmentNo, words: '' })).toMatchObject({ code: 'not-found' })
    expect(await standingOfAssessment(people.practice, await owned(people.practice))).toMatchObject({
      measured: 'none',
    })
    expect(await signOff(people.chair, { assessmentNo, words: 'Agreed by the executive' })).toMatchObject({ ok: true })
    expect(await signOff(people.chair, { assessmentNo, words: '' })).toMatchObject({ code: 'signed-off' })
    const own = {
      register: 'quality-points',
      item: '',
      from: toPlainDate('2007-03-31'),
      to: null,
      result: null,
    } as const
    await must(recordEntry(people.chair, { ...own, practice: 'P99001', points: 990 }))
    const kept = await keptReadings(people.practice, assessmentNo)
    expect(kept.find(({ target }) => target === '2.2.1')).toMatchObject({
      isMet: false,
      practices: [{ practice: 'P99001' }],
    })
    expect(await standingOfAssessment(people.chair, await owned())).toMatchObject({ measured: 'kept' })
    const rated = { ...unsaid('1.1.1'), assessmentNo, rating: 'ok' as const }
    expect(await rateTarget(people.chair, rated)).toMatchObject({ code: 'signed-off' })
    const raw = sql`INSERT INTO framework.rating (assessment_no, owner, commissioner, target, rating, words, lead, link, source, actor, at)
      VALUES (${assessmentNo}, ${group}, ${commissioner}, '1.1.1', 'ok', '', '', '', 'typed', 'x', now())`
    await expect(raw.execute(ctx().db)).rejects.toThrow('is signed off')
    const file = { ...(await fileOf(tableOf(() => 'High'))), group }
    expect(await importAssessment(people.chair, file)).toMatchObject({ ok: false, code: 'signed-off' })
    expect(await openAgain(people.chair, { assessmentNo, words: '' })).toMatchObject({ code: 'no-words' })
    expect(await openAgain(people.chair, { assessmentNo, words: 'A figure was wrong' })).toMatchObject({ ok: true })
    expect(await readingOf('2.2.1')).toMatchObject({ isMet: true })
    expect(await faults()).toEqual([])
  })
})

describe('a copy of the framework', () => {
  test('is changed by version, and an assessment stays with the one on which it was made', async () => {
    const { name } = await must(
      copyDefinition(people.chair, { owner: group, from: 'commissioning-levels', title: 'Our own levels' }),
    )
    expect(name).toBe('our-own-levels')
    const change = { kind: 'wording', ref: '1.1.2', words: 'Everybody knows who chairs.' } as const
    expect(await changeCopy(people.chair, { owner: group, name, change })).toMatchObject({ value: { version: 2 } })
    expect(await changeCopy(people.chair, { owner: group, name, change })).toMatchObject({ code: 'same' })
    const threshold = { kind: 'threshold', ref: '1.2.2', threshold: 50 } as const
    expect(await changeCopy(people.chair, { owner: group, name, change: threshold })).toMatchObject({
      value: { version: 3 },
    })
    expect(
      await changeCopy(people.chair, { owner: group, name, change: { ...threshold, threshold: 500 } }),
    ).toMatchObject({
      code: 'does-not-fit',
    })
    for (const who of [people.otherChair, people.practice, people.stranger])
      expect(await changeCopy(who, { owner: group, name, change: threshold })).toMatchObject({ code: 'not-found' })
    const text = tableOf().replace('It is agreed who chairs the group.', 'Everybody knows who chairs.')
    const year = toFinancialYear('2008/09')
    const taken = await must(importAssessment(people.chair, { ...(await fileOf(text)), group, year }))
    expect(taken).toMatchObject({ framework: 'our-own-levels', version: 3 })
    await must(changeCopy(people.chair, { owner: group, name, change: { kind: 'remove', ref: '1.1.1' } }))
    const [kept] = await listAssessments(people.chair, { assessmentNo: taken.assessmentNo })
    expect(kept!.definition).toMatchObject({ version: 3 })
    expect(kept!.definition.targets).toHaveLength(56)
    const half = [...text.split('\n').slice(0, 30), ...tableOf().split('\n').slice(2, 3)].join('\n')
    expect(
      await importAssessment(people.chair, { ...(await fileOf(half)), group, year: toFinancialYear('2009/10') }),
    ).toMatchObject({ ok: false })
  })

  test('with a lower need has a cheaper way to its level', async () => {
    const standing = await standingOfAssessment(people.chair, (await latestAssessment(people.chair, group, y0708))!)
    const whole = await dilemma(people.chair, standing, {
      population: 144_000,
      sessionPence: toPence(30_000),
      weeks: 52,
    })
    expect(whole!.choices.map(({ level, fundingPence }) => [level, fundingPence])).toEqual([
      [0, 0],
      [1, 0],
      [2, 8_985_600],
      [3, 17_971_200],
    ])
    expect(whole!.choices[2]!.route.steps.length).toBeGreaterThan(20)
  })
})

describe('responsibilities', () => {
  test('are a list that practices commit to, with gaps and what is seen otherwise', async () => {
    await must(beginResponsibilities(people.chair, group))
    const start = (await matrixFor(people.chair, group))!
    expect(start.rows).toHaveLength(26)
    expect(start.rows.filter(({ isGap }) => isGap)).toHaveLength(15)
    const own = start.rows.find(({ side }) => side === 'practice')!
    const given = { mark: own.mark, degree: 'full', side: 'shared', words: 'Only together' } as const
    expect(await commitPractice(people.practice, { practice: 'P99001', commitments: [given] })).toMatchObject({
      value: { changed: 1 },
    })
    expect(await commitPractice(people.practice, { practice: 'P99001', commitments: [given] })).toMatchObject({
      value: { changed: 0 },
    })
    for (const who of [people.otherPractice, people.user, people.chair, people.contracts])
      expect(await commitPractice(who, { practice: 'P99001', commitments: [given] }), who.actor.name).toMatchObject({
        code: 'not-found',
      })
    const said = (await matrixFor(people.chair, group))!
    expect(said.rows.find(({ mark }) => mark === own.mark)).toMatchObject({
      isGap: true,
      silent: 1,
      said: { full: 1 },
      disagree: [{ practice: 'P99001' }],
    })
    const list = await fileOf(`lead,responsibility\nshared,"${own.title}"\n,Something new\n`, 'list.csv')
    expect(await importResponsibilities(people.chair, { ...list, group })).toMatchObject({ value: { taken: 2 } })
    expect((await matrixFor(people.chair, group))!.rows).toMatchObject([
      { title: own.title, said: { full: 1 }, disagree: [] },
      { title: 'Something new', side: 'shared', silent: 2 },
    ])
  })
})

test('every deed is in the journal, under its own name', async () => {
  const begun = { group: 'ZG2', year: toFinancialYear('2010/11'), framework: 'commissioning-levels', version: 1 }
  expect(await beginAssessment(people.otherChair, begun)).toMatchObject({ ok: true })
  expect(await beginAssessment(people.otherChair, begun)).toMatchObject({ code: 'begun' })
  expect(await beginAssessment(people.practice, { ...begun, group })).toMatchObject({ code: 'not-found' })
  const { rows } = await sql<{
    action: string
  }>`SELECT DISTINCT action FROM audit.entry WHERE action LIKE 'framework.%'`.execute(ctx().db)
  expect(rows.map(({ action }) => action).toSorted()).toEqual([
    'framework.begin',
    'framework.commit',
    'framework.define',
    'framework.import-assessment',
    'framework.import-register',
    'framework.import-responsibilities',
    'framework.open-again',
    'framework.rate',
    'framework.record',
    'framework.sign-off',
    'framework.take-back-record',
  ])
})
