import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import { findDocument } from '#programme/documents'
import { listPersons } from '#programme/leads'
import { type Ctx, journalEntries } from '#platform'
import { toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { inPost } from '../../../tests/support/payment-world.ts'
import { addOrganisations } from '../../../tests/support/people.ts'
import { inPractice } from '../../../tests/support/savings-world.ts'
import { sharedFolder } from '../../../tests/support/shared-folder.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { findBaseline } from './baseline/baselines.view.ts'
import { compare } from './baseline/comparison.ts'
import { setBaseline, setTolerance } from './baseline/set-baseline.command.ts'
import { planSlippage } from './baseline/slippage.view.ts'
import { checks } from './checks.view.ts'
import { importPeople } from './importing/import-people.command.ts'
import { importPlan } from './importing/import-plan.command.ts'
import { issuePlan } from './issuing/issue-plan.command.ts'
import { addPlanAction } from './items/add-plan-action.command.ts'
import { addItem, changeItem, removeItem } from './items/change-item.command.ts'
import { setWaiting } from './items/depend.command.ts'
import type { PlanItem } from './items/item.ts'
import { planItems } from './items/items.view.ts'
import { addMilestone, stepMilestone } from './items/milestone.command.ts'
import { listMilestones } from './items/milestones.view.ts'
import { noteProgress, setStatus, undoStatus } from './items/progress.command.ts'
import { undoChange, undoImport } from './items/undo.command.ts'
import { settleLead } from './leads/settle-lead.command.ts'
import { listUnresolved } from './leads/unresolved.view.ts'

const workbench = useWorkbench({ now: new Date('2008-03-03T09:00:00Z') })
const ctx = (): Ctx => workbench().ctx
const owner = 'ZG1'
let chair: Ctx
let otherChair: Ctx
let executive: Ctx
let contracts: Ctx
let gpLead: Ctx
let provider: Ctx

beforeAll(async () => {
  await addOrganisations(ctx())
  chair = inPost(ctx(), 'group-chair', 'ZG1', 'Chair One')
  otherChair = inPost(ctx(), 'group-chair', 'ZG2', 'Chair Two')
  executive = inPost(ctx(), 'executive-member', '5ZZ', 'Executive')
  contracts = inPost(ctx(), 'contract-manager', '5ZZ', 'Contracts')
  gpLead = inPractice(ctx(), 'gp-lead', 'P99001', 'Lead')
  provider = inPost(ctx(), 'provider-contact', 'ZA1', 'Provider')
})

const people = `name,initials,group
Dr Ann Alder,AA,Board
Ms Joan Birch,JB,Board
Mr John Brook,JB,Management
Ms Una Named,,Management
`
const first = `section,ref,objective,lead,timescale
1. Start,1.1,Form the group,AA/JB,Complete
1. Start,.2,Write terms of reference,Board Leads/GMs or DMs,November/early December 2007
1. Start,,Agree them,AA/UN,31 November 2007
2. Go on,2.1,Report each month,AA,Jan 2008 and on going
2. Go on,2.2,Talk to the public,JB,To be completed by June 2008
`
const pasted = (text: string) => ({ pasted: text.replaceAll(',', '\t'), name: 'pasted table' })
const take = (who: Ctx, text: string, acceptPartial = false) =>
  importPlan(who, { owner, source: pasted(text), acceptPartial })

const items = (who = chair): Promise<PlanItem[]> => planItems(who, { owner })
const itemAt = async (ref: string): Promise<PlanItem> => {
  const found = (await items()).find((item) => item.ref === ref)
  if (!found) throw new Error(`no item ${ref}`)
  return found
}
const numberAt = async (ref: string): Promise<number> => (await itemAt(ref)).itemNo
const texts = async (): Promise<string[]> =>
  (await listUnresolved(chair, owner)).map(({ text, kind }) => `${text} ${kind}`)
const typedOf = (item: PlanItem) => ({
  section: item.section,
  ref: item.ref,
  objective: item.objective,
  leadsText: item.leadsText,
  timescaleText: item.timescaleText,
  start: null,
  due: null,
})

describe('a plan from a file', () => {
  test('is taken with its register; what is odd is repaired with a note, what was written is kept', async () => {
    expect(await importPeople(chair, { owner, source: pasted(people) })).toMatchObject({
      ok: true,
      value: { added: 4, changed: 0 },
    })
    const taken = await take(chair, first)
    expect(taken).toMatchObject({ ok: true, value: { rows: 5, added: 5, changed: 0, same: 0, rejects: [] } })
    const notes = taken.ok ? taken.value.notes.join('\n') : ''
    expect(notes).toContain('Row 3 (1.2): Its reference was written “.2” and was read as 1.2.')
    expect(notes).toContain('Row 4 (1.2a): It had no reference and stands as 1.2a')
    expect(notes).toContain('there is no 31 November 2007: that month has 30 days')
    expect((await items()).map(({ ref, status, start, due, daysLate }) => [ref, status, start, due, daysLate])).toEqual(
      [
        ['1.1', 'complete', null, null, null],
        ['1.2', 'planned', '2007-11-01', '2007-12-10', 84],
        ['1.2a', 'planned', null, null, null],
        ['2.1', 'ongoing', '2008-01-01', null, null],
        ['2.2', 'planned', null, '2008-06-30', 0],
      ],
    )
    expect(await itemAt('1.2')).toMatchObject({ refAsWritten: '.2', timescaleText: 'November/early December 2007' })
  })

  test('lists the initials, posts and bodies that a person has to settle, and guesses none', async () => {
    expect(await texts()).toEqual(['JB ambiguous', 'UN unknown', 'Board Leads post', 'DMs post', 'GMs post'])
    const named = (await listUnresolved(chair, owner)).find(({ text }) => text === 'UN')
    expect(named?.hints).toEqual(['Ms Una Named has no initials in the register'])
  })

  test('sent again changes nothing; mended it changes what was mended, and keeps what somebody wrote since', async () => {
    expect(await take(chair, first)).toMatchObject({ value: { added: 0, changed: 0, same: 5 } })
    const item = await itemAt('2.1')
    const typed = { ...typedOf(item), leadsText: 'AA/JB' }
    expect(await changeItem(chair, { owner, itemNo: item.itemNo, versionNo: item.versionNo, ...typed })).toMatchObject({
      ok: true,
    })
    expect(await changeItem(chair, { owner, itemNo: item.itemNo, versionNo: item.versionNo, ...typed })).toMatchObject({
      code: 'changed',
    })
    const mended = first
      .replace('1. Start,,Agree', '1. Start,1.3,Agree')
      .replace('31 November 2007', '30 November 2007')
      .replace('Report each month', 'Report every month')
    const again = await take(chair, mended)
    expect(again).toMatchObject({ value: { added: 0, changed: 2, same: 3 } })
    expect((await items()).map(({ ref }) => ref)).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2'])
    expect(await itemAt('2.1')).toMatchObject({ objective: 'Report every month', leadsText: 'AA/JB' })
    expect(await itemAt('1.3')).toMatchObject({ due: '2007-11-30' })
    const importNo = again.ok ? again.value.importNo : 0
    expect(await undoImport(chair, { owner, importNo })).toMatchObject({ value: { undone: 2, kept: [] } })
    expect(await undoImport(chair, { owner, importNo })).toMatchObject({ code: 'ended' })
    expect(await itemAt('2.1')).toMatchObject({ objective: 'Report each month', leadsText: 'AA/JB' })
    expect(await take(chair, mended)).toMatchObject({ value: { added: 0, changed: 2 } })
  })

  test('whose items wait for each other in a circle is refused, and the circle named', async () => {
    const circular =
      'ref,objective,lead,depends on\n3.1,Plan,AA,3.3\n3.2,Build,AA,3.1\n3.3,Use,AA,3.2\n3.4,End,AA,9.9\n'
    const refused = await take(chair, circular)
    expect(refused).toMatchObject({ ok: false, code: 'rejected' })
    const problems = 'rejects' in refused ? refused.rejects.map(({ problem }) => problem).join('\n') : ''
    expect(problems).toContain('3.1 waits for 3.3, which waits for 3.2, which waits for 3.1')
    expect(problems).toContain('9.9 is no reference of this plan')
    expect(await items()).toHaveLength(5)
    const straight = circular.replace('3.1,Plan,AA,3.3', '3.1,Plan,AA,').replace(',9.9', ',3.3')
    const taken = await take(chair, straight)
    expect(taken).toMatchObject({ value: { added: 4 } })
    expect(taken.ok && taken.value.notes.at(-1)).toContain('Not in this file, and kept: 1.1, 1.2')
    expect(await undoImport(chair, { owner, importNo: taken.ok ? taken.value.importNo : 0 })).toMatchObject({
      value: { undone: 4 },
    })
    expect(await items()).toHaveLength(5)
    expect(await take(chair, straight), 'what was taken back comes again when it is sent again').toMatchObject({
      value: { added: 0, changed: 4 },
    })
    for (const ref of ['3.1', '3.2', '3.3', '3.4']) await removeItem(chair, { owner, itemNo: await numberAt(ref) })
    expect(await take(chair, straight), 'what somebody took out stays out').toMatchObject({
      value: { added: 0, changed: 0 },
    })
  })

  test('with rows that cannot be taken is refused whole, or taken without them', async () => {
    const bad = 'ref,objective,lead\n4.1,,AA\n4.2,Good,AA\n'
    expect(await take(chair, bad)).toMatchObject({ ok: false, rejects: [{ row: 2, column: 'objective' }] })
    expect(await take(chair, bad, true)).toMatchObject({ ok: true, value: { added: 1 } })
    expect(await removeItem(chair, { owner, itemNo: await numberAt('4.2') })).toMatchObject({ ok: true })
  })

  test('that is a workbook with merged cells is read as people see it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'locality-plan-'))
    const path = join(folder, 'plan.xlsx')
    const text = (value: string, more = {}) => ({ type: String, value, ...more })
    await writeWorkbook([
      ['ref', 'objective', 'lead', 'timescale'].map((value) => text(value)),
      [text('5. Merged', { columnSpan: 4 }), null, null, null],
      [text('5.1'), text('First'), text('AA', { rowSpan: 2 }), text('Ongoing')],
      [text('5.2'), text('Second'), null, text('May 2008')],
    ]).toFile(path)
    const taken = await importPlan(chair, { owner, source: { path, name: 'plan.xlsx' } })
    await rm(folder, { recursive: true })
    expect(taken).toMatchObject({ value: { added: 2 } })
    expect(await itemAt('5.2')).toMatchObject({ section: '5. Merged', leadsText: 'AA', due: '2008-05-31' })
    expect(await undoImport(chair, { owner, importNo: taken.ok ? taken.value.importNo : 0 })).toMatchObject({
      ok: true,
    })
  })
})

describe('who leads', () => {
  test('is settled by a person, for all items or for one, remembered, and taken back', async () => {
    const [john, joan] = (await listPersons(chair, { owner })).filter(({ initials }) => initials === 'JB')
    const settle = (more: object) =>
      settleLead(chair, {
        owner,
        leadText: 'JB',
        itemNo: null,
        meaning: 'people',
        people: [joan!.personNo],
        words: '',
        ...more,
      })
    expect(await settle({ people: [987_654] })).toMatchObject({ ok: false, code: 'people' })
    expect(await settle({})).toMatchObject({ ok: true })
    expect(await settle({ itemNo: await numberAt('2.2'), people: [john!.personNo] })).toMatchObject({ ok: true })
    const who = async (ref: string) => (await itemAt(ref)).leads.find(({ text }) => text === 'JB')?.reading
    expect(await who('1.1')).toMatchObject({ kind: 'person', people: [{ name: 'Ms Joan Birch' }] })
    expect(await who('2.2')).toMatchObject({ kind: 'person', people: [{ name: 'Mr John Brook' }] })
    expect(await settle({ leadText: 'GMs', meaning: 'post', people: [], words: 'General managers' })).toMatchObject({
      ok: true,
    })
    expect(await texts()).toEqual(['UN unknown', 'Board Leads post', 'DMs post'])
    expect(await settle({ meaning: 'open', people: [] })).toMatchObject({ ok: true })
    expect((await texts())[0]).toBe('JB ambiguous')
  })

  test('who left is listed for whoever comes after, and a register that is sent again puts initials right', async () => {
    const left =
      `${people.replace('group', 'group,left').replace('Dr Ann Alder,AA,Board', 'Dr Ann Alder,AA,Board,2008-02-01')}`.replace(
        'Ms Una Named,,',
        'Ms Una Named,UN,',
      )
    expect(await importPeople(chair, { owner, source: pasted(left) })).toMatchObject({
      value: { added: 0, changed: 2, same: 2 },
    })
    expect(await texts()).toContain('AA left')
    expect(await texts()).not.toContain('UN unknown')
    const twice = await importPeople(chair, { owner, source: pasted(`${people}Ann Alder,XX,\n`) })
    expect(twice).toMatchObject({ ok: false, rejects: [{ row: 6, column: 'name' }] })
  })
})

describe('an item', () => {
  test('stands as its latest event says; the latest is taken back, and notes are of those who lead', async () => {
    const itemNo = await numberAt('1.2')
    expect(await setStatus(chair, { owner, itemNo, status: 'complete', words: 'Signed.' })).toMatchObject({ ok: true })
    expect(await itemAt('1.2')).toMatchObject({ status: 'complete', daysLate: 0 })
    expect(await setStatus(chair, { owner, itemNo, status: 'complete', words: '' })).toMatchObject({ code: 'same' })
    expect(await undoStatus(chair, { owner, itemNo })).toMatchObject({ ok: true })
    expect(await itemAt('1.2')).toMatchObject({ status: 'planned' })
    expect(await undoStatus(chair, { owner, itemNo })).toMatchObject({ code: 'nothing' })
    expect(await noteProgress(gpLead, { owner, itemNo, words: 'The draft is with the practices.' })).toMatchObject({
      ok: true,
    })
    expect(await noteProgress(gpLead, { owner, itemNo, words: 'Patient 943 476 5919 asked' })).toMatchObject({
      code: 'names-patient',
    })
    expect(await setStatus(gpLead, { owner, itemNo, status: 'complete', words: '' })).toMatchObject({
      code: 'not-found',
    })
  })

  test('is added with the next reference, taken out and brought back; an action of a meeting is one too', async () => {
    const typed = {
      section: '2. Go on',
      ref: '',
      objective: 'Ask patients',
      leadsText: 'AA',
      timescaleText: 'May 2008',
      start: null,
      due: null,
    }
    const added = await addItem(chair, { owner, ...typed })
    expect(added).toMatchObject({ ok: true, value: { ref: '2.3' } })
    expect(await addItem(chair, { owner, ...typed, ref: '2.1' })).toMatchObject({ code: 'ref' })
    expect(
      await addItem(chair, { owner, ...typed, due: toPlainDate('2008-01-01'), start: toPlainDate('2008-02-01') }),
    ).toMatchObject({ code: 'due' })
    const itemNo = added.ok ? added.value.itemNo : 0
    expect(await removeItem(chair, { owner, itemNo })).toMatchObject({ ok: true })
    expect((await items()).some(({ ref }) => ref === '2.3')).toBe(false)
    expect(await undoChange(chair, { owner, itemNo })).toMatchObject({ ok: true })
    expect(await itemAt('2.3')).toMatchObject({ due: '2008-05-31' })
    const action = await addPlanAction(chair, {
      owner,
      title: 'Write to the hospital',
      leads: 'JB',
      due: toPlainDate('2008-04-01'),
      source: 'meeting 3',
    })
    expect(action).toMatchObject({ ok: true, value: { ref: 'A1' } })
    expect(await itemAt('A1')).toMatchObject({ section: 'Actions', source: 'meeting 3', due: '2008-04-01' })
  })

  test('has milestones, and waits for others without a circle', async () => {
    const [one, two, three] = [await numberAt('2.1'), await numberAt('2.2'), await numberAt('2.3')]
    const made = await addMilestone(chair, {
      owner,
      itemNo: one,
      title: 'First report',
      due: toPlainDate('2008-02-01'),
    })
    const milestoneNo = made.ok ? made.value.milestoneNo : 0
    const step = (which: 'reached' | 'reopened' | 'removed') =>
      stepMilestone(chair, { owner, itemNo: one, milestoneNo, step: which })
    expect(await step('reopened')).toMatchObject({ code: 'same' })
    expect(await step('reached')).toMatchObject({ ok: true })
    expect(await listMilestones(chair, owner)).toMatchObject([{ title: 'First report', reachedOn: '2008-03-03' }])
    expect(await step('removed')).toMatchObject({ ok: true })
    expect(await listMilestones(chair, owner)).toEqual([])
    const wait = (itemNo: number, ref: string, isOn = true) => setWaiting(chair, { owner, itemNo, ref, isOn })
    expect(await wait(two, '2.1')).toMatchObject({ ok: true })
    expect(await wait(three, '2.2')).toMatchObject({ ok: true })
    const circle = await wait(one, '2.3')
    expect(circle).toMatchObject({ code: 'circle' })
    expect(circle.ok ? '' : circle.message).toContain('2.1 waits for 2.3, which waits for 2.2, which waits for 2.1')
    expect(await wait(three, '2.2', false)).toMatchObject({ ok: true })
    expect(await wait(one, '2.3')).toMatchObject({ ok: true })
    await expect(
      ctx().transaction((tx) =>
        sql`INSERT INTO plan.dependency (owner, item_no, waits_for, is_on, actor, at) VALUES (${owner}, ${three}, ${two}, true, 'x', now())`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('would wait for itself')
  })

  test('slips by more than is tolerated when it is late or put off since the baseline', async () => {
    const kept = await setBaseline(chair, { owner, title: 'Agreed in March' })
    expect(kept).toMatchObject({ ok: true, value: { items: 7 } })
    const slipped = async () =>
      (await planSlippage(chair, { owner })).map(({ ref, daysLate, daysPutOff }) => [ref, daysLate, daysPutOff])
    expect(await slipped()).toEqual([
      ['1.2', 84, 0],
      ['1.3', 94, 0],
    ])
    const item = await itemAt('2.2')
    const typed = { ...typedOf(item), timescaleText: 'by September 2008' }
    await changeItem(chair, { owner, itemNo: item.itemNo, versionNo: item.versionNo, ...typed })
    expect((await slipped()).at(-1)).toEqual(['2.2', 0, 92])
    expect(await setTolerance(chair, { owner, days: 92 })).toMatchObject({ ok: true })
    expect(await slipped()).toEqual([['1.3', 94, 0]])
    await setStatus(chair, { owner, itemNo: await numberAt('1.2'), status: 'complete', words: '' })
    await removeItem(chair, { owner, itemNo: await numberAt('2.3') })
    const baseline = await findBaseline(chair, owner, kept.ok ? kept.value.baselineNo : 0)
    const compared = compare(baseline!.lines, await items())
    expect(
      compared
        .map(({ ref, difference, days }) => [ref, difference, days])
        .filter(([, difference]) => difference !== 'same'),
    ).toEqual([
      ['1.2', 'done', 0],
      ['2.2', 'later', 92],
      ['2.3', 'taken-out', null],
    ])
  })
})

describe('whose plan it is', () => {
  test('its own group, its practices and its commissioner read it, and nobody else knows of it', async () => {
    for (const who of [chair, gpLead, executive, contracts]) expect(await items(who)).not.toEqual([])
    for (const who of [otherChair, provider]) expect(await items(who)).toEqual([])
    const itemNo = await numberAt('1.1')
    for (const who of [otherChair, provider, gpLead, executive])
      expect(await removeItem(who, { owner, itemNo })).toMatchObject({ code: 'not-found' })
    expect(await noteProgress(otherChair, { owner, itemNo, words: 'A note' })).toMatchObject({ code: 'not-found' })
    expect(await take(otherChair, first)).toMatchObject({ code: 'not-found' })
    expect(await setStatus(contracts, { owner, itemNo, status: 'ongoing', words: '' })).toMatchObject({ ok: true })
  })

  test('the database holds everybody to it, and changes or empties nothing', async () => {
    const count = async (who: Ctx): Promise<number> =>
      (await sql<{ all: number }>`SELECT count(*)::integer AS all FROM plan.item_version`.execute(who.db)).rows[0]!.all
    expect(await count(chair)).toBeGreaterThan(5)
    expect([await count(otherChair), await count(provider)]).toEqual([0, 0])
    await expect(
      otherChair.transaction((tx) => sql`INSERT INTO plan.item (owner, source) VALUES (${owner}, 'x')`.execute(tx)),
    ).rejects.toThrow('row-level security')
    await expect(chair.transaction((tx) => sql`DELETE FROM plan.item_event`.execute(tx))).rejects.toThrow()
  })

  test('it is issued as a document, version by version', async () => {
    const issue = (more: object) =>
      issuePlan(chair, {
        owner,
        title: 'Plan of the Hill Group',
        introduction: '',
        whatChanged: '',
        distribution: [{ name: 'Hill Group', organisation: owner }],
        ...more,
      })
    const one = await issue({})
    expect(one).toMatchObject({ ok: true, value: { version: 1 } })
    const documentNo = one.ok ? one.value.documentNo : 0
    expect(await issue({ documentNo })).toMatchObject({ code: 'same' })
    await setStatus(chair, { owner, itemNo: await numberAt('2.1'), status: 'complete', words: '' })
    expect(await issue({ documentNo, whatChanged: 'Reports are done.' })).toMatchObject({
      ok: true,
      value: { version: 2 },
    })
    const document = await findDocument(executive, documentNo)
    expect(JSON.stringify(document?.body)).toContain('Report every month')
  })

  test('every deed is in the journal, and verify finds nothing wrong', async () => {
    const { entries } = await journalEntries(ctx().db, { limit: 500 })
    const actions = new Set(entries.map(({ action }) => action))
    const expected = [
      'import',
      'undo-import',
      'settle',
      'unsettle',
      'status',
      'undo-status',
      'note',
      'add',
      'change',
      'remove',
      'undo',
    ]
    const others = [
      'milestone',
      'milestone-reached',
      'milestone-removed',
      'depend',
      'undepend',
      'baseline',
      'tolerance',
    ]
    for (const action of [...expected, ...others]) expect(actions, action).toContain(`plan.${action}`)
    for (const check of checks) expect(await check.run(ctx())).toEqual([])
  })
})

const shared = sharedFolder()
const real = shared === undefined ? undefined : join(shared, 'real')

describe.skipIf(real === undefined || !existsSync(real))(
  'a real plan and its register (skipped where the shared folder is not there)',
  () => {
    const group = 'ZG2'
    const from = (name: string) => ({ owner: group, source: { path: join(real!, name), name } })

    test('give 43 items, and list who is not plain', async () => {
      expect(await importPeople(otherChair, from('people.csv'))).toMatchObject({ value: { added: 27 } })
      expect(await importPlan(otherChair, from('work-plan.csv'))).toMatchObject({
        value: { rows: 43, added: 43, rejects: [] },
      })
      const found = await planItems(otherChair, { owner: group })
      expect(found).toHaveLength(43)
      expect(found.filter(({ ref, refAsWritten }) => ref !== refAsWritten).map(({ ref }) => ref)).toEqual([
        '2.1',
        '2.4a',
        '2.4b',
      ])
      const unresolved = await listUnresolved(otherChair, group)
      const of = (kind: string) => unresolved.filter((each) => each.kind === kind).map(({ text }) => text)
      expect(of('ambiguous')).toEqual(['JL', 'JS'])
      expect(of('unknown')).toEqual(['AR', 'HR', 'PCCG', 'PCE'])
      expect(of('post')).toEqual(expect.arrayContaining(['GMs', 'PDMs', 'PAG Leads']))
      expect(await importPlan(otherChair, from('work-plan.csv'))).toMatchObject({
        value: { added: 0, changed: 0, same: 43 },
      })
    })
  },
)

test('a file for a group that nobody knows is refused in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'locality-plan-'))
  await writeFile(join(folder, 'plan.csv'), first)
  const taken = await importPlan(ctx(), {
    owner: 'NOBODY',
    source: { path: join(folder, 'plan.csv'), name: 'plan.csv' },
  })
  await rm(folder, { recursive: true })
  expect(taken).toMatchObject({ ok: false })
})
