import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '#db'
import { findDocument } from '#programme/documents'
import type { Ctx } from '#platform'
import { type Result, type Scope, findRole, practicesOnly, toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { pdfPages } from '../../../tests/journeys/support/pdf-text.ts'
import { addOrganisations } from '../../../tests/support/people.ts'
import { type Savers, saversOf } from '../../../tests/support/savings-world.ts'
import { saidInTerminal } from '../../../tests/support/said-in-terminal.ts'
import { sharedFolder } from '../../../tests/support/shared-folder.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { addMeetingAction, stepAction } from './actions/actions.command.ts'
import { findAction, listActions, openActions } from './actions/actions.view.ts'
import { addAgendaItem, addPaper, placeItem, putOnAgenda } from './agenda/agenda.command.ts'
import { findItem, listItems } from './agenda/items.view.ts'
import { admitMember, changeTerms, formBody, releaseMember } from './bodies/body.command.ts'
import { issueTerms } from './bodies/issue-terms.command.ts'
import { findBody, listBodies, membersOf } from './bodies/bodies.view.ts'
import { makeCalendar } from './calendar/calendar.command.ts'
import { calendarAt } from './calendar/feed.view.ts'
import { noteAttendance } from './deciding/attendance.command.ts'
import { decideItem, takeDecisionBack } from './deciding/decide.command.ts'
import { declareConflict } from './deciding/declare-conflict.command.ts'
import { castVote, closeElection, nominate, openElection } from './elections/election.command.ts'
import { findElection } from './elections/elections.view.ts'
import { findMeeting, listMeetings, meetingsHeld } from './meeting/meetings.view.ts'
import { changeMeeting, planAhead, planMeeting } from './meeting/plan-meeting.command.ts'
import { approveMinutes, saveMinutes } from './minutes/minutes.command.ts'
import { minutesOf } from './minutes/minutes.view.ts'
import { type Terms, shortfalls } from './model/body.ts'
import { packPdf } from './pack/pack.view.ts'
import { sendPack } from './pack/send-pack.command.ts'
import { commands } from './showing/meetings.cli.ts'
import { importWorkshops } from './workshops/import-workshops.command.ts'

const workbench = useWorkbench({ now: new Date('2008-03-03T09:00:00Z') })
const ctx = (): Ctx => workbench().ctx
const day = toPlainDate
/** The same people on another day. */
const on = (who: Ctx, date: string): Ctx => ({ ...who, clock: { now: () => new Date(`${date}T09:00:00Z`) } })

let people: Savers & { readonly officer: Ctx }

beforeAll(async () => {
  await addOrganisations(ctx())
  const { permissions, ...role } = findRole('group-manager')!
  const scope: Scope = {
    practices: practicesOnly(['P99001']),
    providers: 'all',
    commissioners: 'all',
    detail: role.detail,
    smallNumbers: role.smallNumbers,
    seesRestrictedCodes: false,
    permissions,
    personId: 'p-officer',
  }
  const officer = ctx().handTo({
    actor: { name: 'Officer', userId: 'p-officer', post: { postId: '2', role: 'group-manager', organisation: 'ZG1' } },
    scope,
  })
  people = { ...saversOf(ctx()), officer }
})

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const terms: Terms = {
  purpose: 'Decides what the group commissions.',
  quorum: 2,
  rules: [{ kind: 'nurse', least: 1 }],
  everyMonths: 2,
  afterBody: null,
  starts: '14:00',
  minutesLong: 90,
  place: 'Hall',
}

let board: number
let members: Readonly<Record<'chair' | 'manager' | 'lay', number>>
let meeting: number
let later: number

describe('a body', () => {
  test('is set up for its owner, and says who is missing by its terms', async () => {
    board = (await must(formBody(people.chair, { owner: 'ZG1', kind: 'board', name: 'Hill Board', terms }))).bodyNo
    expect(await formBody(people.otherChair, { owner: 'ZG1', kind: 'board', name: 'Other', terms })).toMatchObject({
      code: 'not-found',
    })
    expect(await formBody(people.chair, { owner: 'ZG1', kind: 'board', name: 'Hill Board', terms })).toMatchObject({
      code: 'name',
    })
    const body = (await findBody(people.manager, board))!
    expect(shortfalls(body, day('2008-03-03'))).toEqual([{ kind: 'nurse', least: 1, there: 0 }])
  })

  test('has members with an account and members by name, who join and step down', async () => {
    const add = async (
      name: string,
      kind: 'gp' | 'lay' | 'nurse' | 'practice-manager',
      personId: string | null,
      organisation: string | null,
    ) =>
      (
        await must(
          admitMember(people.chair, { bodyNo: board, name, kind, personId, organisation, from: day('2008-01-01') }),
        )
      ).memberNo
    members = {
      chair: await add('Chair One', 'gp', people.chair.actor.userId!, null),
      manager: await add('Manager One', 'practice-manager', people.manager.actor.userId!, 'P99001'),
      lay: await add('Ann Example', 'lay', null, null),
    }
    const nurse = await add('Nora Nurse', 'nurse', null, 'P99001')
    expect(
      await admitMember(people.chair, {
        bodyNo: board,
        name: 'Ann Example',
        kind: 'lay',
        personId: null,
        organisation: null,
        from: day('2008-02-01'),
      }),
    ).toMatchObject({ code: 'name' })
    await must(
      releaseMember(people.chair, { bodyNo: board, memberNo: nurse, to: day('2008-03-01'), words: 'Moved away' }),
    )
    const there = async (date: string) =>
      (await membersOf(people.chair, { owner: 'ZG1', on: day(date) })).map(({ name }) => name)
    expect(await there('2008-02-29')).toContain('Nora Nurse')
    expect(await there('2008-03-01')).not.toContain('Nora Nurse')
    expect(await membersOf(people.otherChair, { owner: 'ZG1', on: day('2008-02-29') })).toEqual([])
  })

  test('meets as its schedule says, and one body straight after another; asked twice nothing is planned twice', async () => {
    const forum = await must(
      formBody(people.chair, {
        owner: 'ZG1',
        kind: 'forum',
        name: 'Hill Forum',
        terms: { ...terms, everyMonths: null, afterBody: board, place: '' },
      }),
    )
    const time = { first: day('2008-03-11'), until: day('2008-09-01') }
    expect(await planAhead(people.chair, { bodyNo: board, ...time })).toMatchObject({ value: { planned: 3 } })
    expect(await planAhead(people.chair, { bodyNo: board, ...time })).toMatchObject({ value: { planned: 0 } })
    expect(await planAhead(people.chair, { bodyNo: forum.bodyNo, ...time })).toMatchObject({ value: { planned: 3 } })
    const planned = await listMeetings(people.manager, { bodyNo: forum.bodyNo })
    expect(planned.map((each) => [each.on, each.starts, each.place])).toEqual([
      ['2008-03-11', '15:30', 'Hall'],
      ['2008-05-13', '15:30', 'Hall'],
      ['2008-07-08', '15:30', 'Hall'],
    ])
    ;[meeting, later] = (await listMeetings(people.manager, { bodyNo: board })).map((each) => each.meetingNo) as [
      number,
      number,
    ]
    const issued = await must(issueTerms(people.chair, forum.bodyNo))
    expect(await issueTerms(people.chair, forum.bodyNo)).toMatchObject({ code: 'same' })
    await must(changeTerms(people.chair, forum.bodyNo, { ...terms, quorum: 3 }))
    expect(await issueTerms(people.chair, forum.bodyNo)).toMatchObject({
      value: { documentNo: issued.documentNo, version: 2 },
    })
    expect((await findBody(people.chair, forum.bodyNo))!.terms).toMatchObject({ quorum: 3, afterBody: null })
  })
})

let item: number

describe('a meeting', () => {
  test('has an agenda with papers, which go into one pack', async () => {
    item = (
      await must(
        addAgendaItem(people.chair, {
          meetingNo: meeting,
          title: 'A clinic at Alder',
          words: 'Whether to pay for it.',
          purpose: 'decision',
          presenter: 'Chair One',
        }),
      )
    ).itemNo
    const file = join(workbench().data, 'case.pdf')
    const earlier = await must(sendPack(people.chair, meeting))
    await writeFile(file, await packPdf(people.chair, (await findMeeting(people.chair, meeting))!))
    await must(addPaper(people.chair, { itemNo: item, title: 'The case', file: { name: 'the case.pdf', path: file } }))
    await must(addPaper(people.chair, { itemNo: item, title: '', documentNo: earlier.documentNo }))
    await writeFile(file, 'no pdf at all')
    expect(
      await addPaper(people.chair, { itemNo: item, title: '', file: { name: 'x.pdf', path: file } }),
    ).toMatchObject({ code: 'file' })
    expect(await addPaper(people.chair, { itemNo: item, title: '' })).toMatchObject({ code: 'document' })
    const pages = await pdfPages(
      Buffer.from(await packPdf(people.manager, (await findMeeting(people.manager, meeting))!)),
    )
    const text = pages.join('\n')
    for (const words of ['Contents', 'A clinic at Alder', 'Paper 1.1: The case', 'Paper 1.2: Pack'])
      expect(text).toContain(words)
    expect(pages.length).toBeGreaterThanOrEqual(5)
  })

  test('has who came, and a quorum of its members', async () => {
    const came = (memberNo: number, name: string, presence: 'present' | 'apologies' = 'present') => ({
      memberNo,
      name,
      organisation: name === 'Manager One' ? 'P99001' : null,
      presence,
      reported: name === 'Manager One',
    })
    const attendees = [
      came(members.chair, 'Chair One'),
      came(members.manager, 'Manager One'),
      came(members.lay, 'Ann Example'),
      { memberNo: null, name: 'Guest', organisation: null, presence: 'present' as const, reported: false },
    ]
    expect(await noteAttendance(people.chair, { meetingNo: meeting, attendees })).toMatchObject({ value: { noted: 4 } })
    expect(await noteAttendance(people.officer, { meetingNo: meeting, attendees })).toMatchObject({
      value: { noted: 0 },
    })
    expect(await noteAttendance(people.manager, { meetingNo: meeting, attendees })).toMatchObject({ code: 'not-found' })
    await must(changeMeeting(on(people.chair, '2008-03-11'), { meetingNo: meeting, event: 'held', words: '' }))
    const [held] = await meetingsHeld(people.manager, {
      owner: 'ZG1',
      from: day('2008-03-01'),
      to: day('2008-04-01'),
      body: 'board',
    })
    expect(held).toMatchObject({
      practices: ['P99001'],
      reported: ['P99001'],
      quorum: { needed: 2, present: 3, isMet: true },
    })
  })

  test('is held when its day has come, and not before', async () => {
    expect(await changeMeeting(people.chair, { meetingNo: later, event: 'held', words: '' })).toMatchObject({
      code: 'event',
    })
    expect(await changeMeeting(people.chair, { meetingNo: later, event: 'cancelled', words: '' })).toMatchObject({
      code: 'words',
    })
  })
})

const decide = (who: Ctx, deciders: readonly number[], outcome: 'agreed' | 'deferred' = 'agreed') =>
  decideItem(who, { itemNo: item, outcome, words: 'The clinic is paid for.', deciders })

describe('whoever has an interest in an item', () => {
  test('declares it themselves, or has it written down', async () => {
    expect(await declareConflict(people.manager, { itemNo: item, memberNo: members.lay, words: 'x' })).toMatchObject({
      code: 'not-found',
    })
    expect(await declareConflict(people.user, { itemNo: item, memberNo: members.manager, words: 'x' })).toMatchObject({
      code: 'not-found',
    })
    await must(
      declareConflict(people.manager, {
        itemNo: item,
        memberNo: members.manager,
        words: 'Our practice would give it.',
      }),
    )
    await must(declareConflict(people.chair, { itemNo: item, memberNo: members.chair, words: 'A partner there.' }))
    expect((await findItem(people.user, item))!.conflicts.map(({ name }) => name)).toEqual(['Chair One', 'Manager One'])
  })

  test('does not decide it, and does not write down what was decided', async () => {
    expect(await decide(people.officer, [members.manager, members.lay])).toMatchObject({
      code: 'deciders',
      message: expect.stringContaining('Manager One has declared an interest'),
    })
    expect(await decide(people.chair, [members.lay])).toMatchObject({
      code: 'outcome',
      message: expect.stringContaining('Somebody else'),
    })
  })

  test('is held to that by the database as well', async () => {
    const decision = (who: Ctx) => sql<{ no: number }>`
      INSERT INTO meetings.decision (item_no, meeting_no, owner, outcome, words, actor, person_id, at)
      VALUES (${item}, ${meeting}, 'ZG1', 'agreed', 'x', 'x', ${who.actor.userId!}, now()) RETURNING decision_no AS no`
    await expect(decision(people.chair).execute(people.chair.db)).rejects.toThrow(/not for this person/)
    const refused = people.officer.transaction(async (tx) => {
      const { rows } = await decision(people.officer).execute(tx)
      await sql`INSERT INTO meetings.decider (decision_no, member_no, owner) VALUES (${rows[0]!.no}, ${members.manager}, 'ZG1')`.execute(
        tx,
      )
    })
    await expect(refused).rejects.toThrow(/not for member/)
  })

  test('may leave too few to agree: then it is put off, carried on, and decided with others', async () => {
    expect(await decide(people.officer, [members.lay])).toMatchObject({
      code: 'deciders',
      message: expect.stringContaining('2 must'),
    })
    await must(decide(people.officer, [members.lay], 'deferred'))
    expect(await declareConflict(people.chair, { itemNo: item, memberNo: members.lay, words: 'x' })).toMatchObject({
      code: 'interest',
    })
    await must(changeTerms(people.chair, board, { ...terms, quorum: 1 }))
    await must(decide(people.officer, [members.lay]))
    expect(await decide(people.officer, [members.lay])).toMatchObject({ code: 'outcome' })
    await must(takeDecisionBack(people.officer, { itemNo: item, words: 'Counted wrongly' }))
    await must(placeItem(people.officer, { itemNo: item, meetingNo: later, words: 'Not ready' }))
    expect(await findItem(people.manager, item)).toMatchObject({
      meetingNo: later,
      decisions: [{}, { endWords: 'Counted wrongly' }],
    })
    expect(await decide(people.officer, [members.lay])).toMatchObject({ code: 'deciders' })
    expect((await listItems(people.manager, { meetingNo: meeting })).map(({ itemNo }) => itemNo)).toContain(item)
  })
})

test('a general meeting decides with the practices that are there', async () => {
  const all = await must(
    formBody(people.chair, { owner: 'ZG1', kind: 'members', name: 'All of the Hill', terms: { ...terms, quorum: 1 } }),
  )
  const general = { owner: 'ZG1', bodyNo: all.bodyNo, kind: 'general-meeting', title: 'General', about: '' } as const
  const when = { on: day('2008-03-02'), starts: '18:00', minutesLong: 60, place: '' }
  const { meetingNo } = await must(planMeeting(people.chair, { ...general, ...when }))
  const asked = { title: 'The plan', words: '', purpose: 'decision', presenter: '' } as const
  const { itemNo } = await must(addAgendaItem(people.chair, { meetingNo, ...asked }))
  const agree = { itemNo, outcome: 'agreed', words: 'The plan is agreed.', deciders: [] } as const
  expect(await decideItem(people.chair, agree)).toMatchObject({
    message: expect.stringContaining('0 practices decide'),
  })
  const alder = {
    memberNo: null,
    name: 'Alder Surgery',
    organisation: 'P99001',
    presence: 'present',
    reported: false,
  } as const
  await must(noteAttendance(people.chair, { meetingNo, attendees: [alder] }))
  expect(await decideItem(people.chair, agree)).toMatchObject({ ok: true })
})

describe('what another room puts on the agenda', () => {
  const wish = { owner: 'ZG1', title: 'Planned care is over', reason: 'By 4 in 100.', source: 'drift:planned' }

  test('comes onto the next of its owner, once as long as it is open', async () => {
    const place = await must(putOnAgenda(people.chair, wish))
    expect(place).toMatchObject({ isNew: true, meetingNo: expect.any(Number) })
    expect(await must(putOnAgenda(people.officer, wish))).toEqual({ ...place, isNew: false })
    expect(await putOnAgenda(people.otherChair, wish)).toMatchObject({ code: 'not-found' })
  })

  test('waits where no meeting is planned, and is on the agenda of the first that is', async () => {
    const other = { ...wish, owner: 'ZG2' }
    const body = await must(
      formBody(people.otherChair, { owner: 'ZG2', kind: 'executive', name: 'Dale Executive', terms }),
    )
    expect(await must(putOnAgenda(people.otherChair, other))).toMatchObject({ meetingNo: null })
    const planned = {
      owner: 'ZG2',
      bodyNo: body.bodyNo,
      kind: 'meeting' as const,
      title: 'Executive',
      about: '',
      on: day('2008-04-01'),
    }
    const { meetingNo } = await must(
      planMeeting(people.otherChair, { ...planned, starts: '09:00', minutesLong: 60, place: '' }),
    )
    expect(await must(putOnAgenda(people.otherChair, other))).toMatchObject({ meetingNo, isNew: false })
    expect(await listItems(people.chair, { meetingNo })).toEqual([])
  })
})

describe('an action', () => {
  const toDo = { owner: 'ZG1', itemNo: null, words: 'Write to the hospital', due: day('2008-04-01') }

  test('has an owner and a day, or is not taken', async () => {
    expect(await addMeetingAction(people.chair, { ...toDo, meetingNo: meeting, who: ' ' })).toMatchObject({
      code: 'who',
    })
    const { actionNo } = await must(addMeetingAction(people.chair, { ...toDo, meetingNo: meeting, who: 'manager one' }))
    expect(await findAction(people.manager, actionNo)).toMatchObject({
      whoPerson: people.manager.actor.userId,
      state: 'open',
    })
  })

  test('is told of by whose it is, put off and closed with what came of it', async () => {
    const [action] = await openActions(people.chair, { owner: 'ZG1' })
    const step = (who: Ctx, event: 'progress' | 'done' | 'put-off' | 'reopened', words = 'x', due?: string) =>
      stepAction(who, { actionNo: action!.actionNo, event, words, due: due === undefined ? undefined : day(due) })
    expect(await step(people.user, 'progress')).toMatchObject({ code: 'not-found' })
    expect(await step(people.manager, 'put-off', 'Later', '2008-03-01')).toMatchObject({ code: 'due' })
    await must(step(people.manager, 'put-off', 'They are slow', '2008-05-01'))
    await must(step(people.manager, 'done', 'They agreed'))
    expect(await step(people.manager, 'done')).toMatchObject({ code: 'event' })
    expect(await listActions(people.chair, { owner: 'ZG1' })).toMatchObject([{ state: 'done', due: '2008-05-01' }])
    expect(await openActions(people.chair, { owner: 'ZG1' })).toEqual([])
    expect(await listActions(people.otherChair, { owner: 'ZG1' })).toEqual([])
  })
})

describe('minutes', () => {
  test('that two write at once lose nothing: the slower is told what the other changed', async () => {
    expect(await saveMinutes(people.chair, { meetingNo: meeting, base: 0, text: '# Present\nAll' })).toMatchObject({
      value: { version: 1 },
    })
    const one = '# Present\nAll\nThe clinic was put off.'
    const other = '# Present\nAll but one'
    const both = await Promise.all([
      saveMinutes(people.chair, { meetingNo: meeting, base: 1, text: one }),
      saveMinutes(people.officer, { meetingNo: meeting, base: 1, text: other }),
    ])
    const slower = both.findIndex((done) => !done.ok)
    expect(both.filter((done) => done.ok)).toHaveLength(1)
    expect(both[slower]).toMatchObject({ code: 'changed', overtaken: { version: 2, changes: expect.any(Array) } })
    const merged = '# Present\nAll but one\nThe clinic was put off.'
    expect(await saveMinutes(people.officer, { meetingNo: meeting, base: 2, text: merged })).toMatchObject({
      value: { version: 3 },
    })
    expect(await saveMinutes(people.officer, { meetingNo: meeting, base: 3, text: `${merged}\n` })).toMatchObject({
      code: 'text',
    })
    expect((await minutesOf(people.manager, meeting)).versions.map(({ version }) => version)).toEqual([3, 2, 1])
    expect((await minutesOf(people.otherChair, meeting)).versions).toEqual([])
  })

  test('are approved by a later meeting of the body, issued as a document, and stand from then on', async () => {
    const approve = (who: Ctx, version: number, at = later) =>
      approveMinutes(who, { meetingNo: meeting, version, atMeeting: at })
    expect(await approve(people.chair, 3)).toMatchObject({ code: 'at' })
    const then = on(people.chair, '2008-05-13')
    expect(await approve(then, 2)).toMatchObject({ code: 'at' })
    expect(await approve(then, 3, meeting)).toMatchObject({ code: 'at' })
    const { documentNo } = await must(approve(then, 3))
    expect(await findDocument(people.manager, documentNo)).toMatchObject({ kind: 'minutes', owner: 'ZG1' })
    expect(await saveMinutes(people.chair, { meetingNo: meeting, base: 3, text: 'Other' })).toMatchObject({
      code: 'text',
    })
    const forged = sql`INSERT INTO meetings.minutes (meeting_no, version, owner, text, actor, person_id, at)
      VALUES (${meeting}, 4, 'ZG1', 'x', 'x', ${people.chair.actor.userId!}, now())`
    await expect(forged.execute(people.chair.db)).rejects.toThrow(/approved/)
  })
})

describe('what belongs to one group', () => {
  test('is nothing to another, nor to a provider, by the product and by the database', async () => {
    for (const who of [people.otherChair, people.otherManager, people.provider]) {
      expect(await findMeeting(who, meeting)).toBeUndefined()
      expect((await listBodies(who)).map(({ owner }) => owner)).not.toContain('ZG1')
      for (const table of [
        'body',
        'member',
        'meeting',
        'item',
        'conflict',
        'decision',
        'action',
        'minutes',
        'attendance',
      ]) {
        const { rows } = await sql`SELECT FROM meetings.${sql.raw(table)} AS t WHERE t.owner = 'ZG1'`.execute(who.db)
        expect(rows, table).toEqual([])
      }
    }
    const forged = sql`INSERT INTO meetings.meeting_event (meeting_no, owner, event, on_date, place, words, actor, person_id, at)
      VALUES (${meeting}, 'ZG2', 'cancelled', '2008-03-11', '', 'x', 'x', ${people.otherChair.actor.userId!}, now())`
    await expect(forged.execute(people.otherChair.db)).rejects.toThrow(/is not of ZG2/)
  })
})

describe('an election', () => {
  const votes = (who: Ctx, electionNo: number, choices: readonly number[], practice = who.actor.post!.organisation!) =>
    castVote(on(who, '2008-03-20'), { electionNo, practice, choices })

  test('takes names, then one vote of each practice, then is counted; a lot settles who is level', async () => {
    const { electionNo } = await must(
      openElection(people.chair, {
        bodyNo: board,
        title: 'Election to the board',
        places: 1,
        kind: 'gp',
        nominationsUntil: day('2008-03-15'),
        votesUntil: day('2008-04-01'),
      }),
    )
    await must(nominate(people.manager, { electionNo, name: 'Dr Example', organisation: 'P99001', words: '' }))
    await must(nominate(people.chair, { electionNo, name: 'Dr Other', organisation: null, words: '' }))
    expect(await nominate(people.chair, { electionNo, name: 'Dr Other', organisation: null, words: '' })).toMatchObject(
      { code: 'name' },
    )
    expect(
      await nominate(people.otherChair, { electionNo, name: 'Dr X', organisation: null, words: '' }),
    ).toMatchObject({ code: 'not-found' })
    const names = (await findElection(people.manager, electionNo))!.nominations.map(({ nominationNo }) => nominationNo)
    expect(
      await castVote(people.manager, { electionNo, practice: 'P99001', choices: names.slice(0, 1) }),
    ).toMatchObject({ code: 'choices' })
    expect(await votes(people.manager, electionNo, names)).toMatchObject({ code: 'choices' })
    expect(await votes(people.otherManager, electionNo, names.slice(0, 1))).toMatchObject({ code: 'not-found' })
    expect(await votes(people.chair, electionNo, names.slice(0, 1), 'P99001')).toMatchObject({ code: 'not-found' })
    await must(votes(people.manager, electionNo, names.slice(0, 1)))
    expect(await votes(people.manager, electionNo, names.slice(1))).toMatchObject({
      code: 'choices',
      message: expect.stringContaining('one vote'),
    })
    expect((await sql`SELECT FROM meetings.ballot`.execute(people.chair.db)).rows).toEqual([])
    expect(await findElection(people.chair, electionNo)).toMatchObject({ voted: 1, ownChoices: null })
    const close = { electionNo, lot: [], words: 'Counted by the officer' }
    expect(await closeElection(people.officer, close)).toMatchObject({ code: 'words' })
    expect(await closeElection(on(people.officer, '2008-04-01'), close)).toMatchObject({ value: { elected: 1 } })
    const now = (await findElection(people.user, electionNo))!
    expect(now.nominations.filter(({ isElected }) => isElected)).toMatchObject([{ name: 'Dr Example', votes: 1 }])
    expect((await membersOf(people.chair, { owner: 'ZG1', on: day('2008-04-02') })).map(({ name }) => name)).toContain(
      'Dr Example',
    )
    expect(await votes(people.manager, electionNo, names.slice(0, 1))).toMatchObject({ code: 'choices' })
  })
})

describe('a calendar', () => {
  test('tells dates and places at its address, follows what is moved, and ends with the next address', async () => {
    const { chair } = people
    await sql`INSERT INTO people.person (person_id, name, email, added_at, added_by)
      VALUES (${chair.actor.userId!}, 'Chair One', 'chair@example.org', now(), 'x')`.execute(ctx().db)
    await sql`INSERT INTO people.post (person_id, role, organisation, from_date, given_at, given_by)
      VALUES (${chair.actor.userId!}, 'group-chair', 'ZG1', '2006-04-01', now(), 'x')`.execute(ctx().db)
    const { secret } = await must(makeCalendar(chair, board))
    const nobody = {
      db: ctx().handTo({
        actor: { name: 'nobody' },
        scope: { ...chair.scope, permissions: [], practices: [], personId: '' },
      }).db,
    }
    const text = (await calendarAt(nobody, secret, 'example.org'))!
    expect(text).toContain('DTSTART:20080513T130000Z')
    expect(text).toContain('SUMMARY:Meeting of the Hill Board')
    expect(text).not.toContain('clinic')
    await must(
      changeMeeting(chair, { meetingNo: later, event: 'moved', words: '', on: day('2008-05-20'), starts: '10:00' }),
    )
    const moved = (await calendarAt(nobody, secret, 'example.org'))!
    expect(moved).toContain('DTSTART:20080520T090000Z')
    expect(moved).toContain(`UID:meeting-${later}@example.org`)
    await must(makeCalendar(chair, board))
    expect(await calendarAt(nobody, secret, 'example.org')).toBeUndefined()
    expect(await calendarAt(nobody, 'guess', 'example.org')).toBeUndefined()
    expect(await makeCalendar(people.otherChair, board)).toMatchObject({ code: 'not-found' })
    expect(await makeCalendar(ctx(), null)).toMatchObject({ code: 'calendar' })
  })
})

describe('workshops from a file', () => {
  const take = async (text: string) => {
    const path = join(workbench().data, 'workshops.csv')
    await writeFile(path, text)
    return importWorkshops(ctx(), { path, name: 'workshops.csv', owner: '5ZZ' })
  }
  const head = 'cluster,date,agreed_outcomes\n'

  test('are taken once; mended or longer they add what is new; a group has its own', async () => {
    expect(await take(`${head}Hill Group,2007-06-15,Volunteers; Plan\nVale End,2007-07-13,\n`)).toMatchObject({
      value: { planned: 2, held: 1, outcomes: 2 },
    })
    expect(await take(`${head}Hill Group,2007-06-15,Volunteers; Plan\nVale End,2007-07-14,Aims\n`)).toMatchObject({
      value: { planned: 0, moved: 1, held: 1, outcomes: 1, known: 1 },
    })
    const workshops = await listMeetings(ctx(), { kind: 'workshop' })
    expect(workshops.map(({ owner, about, on: date }) => [owner, about, date])).toEqual([
      ['ZG1', 'Hill Group', '2007-06-15'],
      ['5ZZ', 'Vale End', '2007-07-14'],
    ])
  })

  test('are taken whole or not at all, with row and column of what is wrong', async () => {
    const refusal = await take(`${head}Dale End,2007-02-30,\n,2007-06-01,\n`)
    expect(refusal).toMatchObject({ code: 'rows', message: expect.stringContaining('Row 2, column date') })
    expect(await take('where,when\nx,y\n')).toMatchObject({ code: 'columns' })
  })

  test('are taken at the terminal for a group or a commissioner, and listed with every other meeting', async () => {
    const named = (name: string) => commands.find((command) => command.name === name)!
    const file = join(workbench().data, 'more-workshops.csv')
    await writeFile(file, `${head}Far End,2007-09-03,Aims\n`)
    expect(await saidInTerminal(named('import workshops'), ctx(), { file })).toMatchObject({
      code: 3,
      error: expect.stringContaining('--group'),
    })
    expect(await saidInTerminal(named('import workshops'), ctx(), { file, group: '5ZZ' })).toMatchObject({ code: 3 })
    const said = await saidInTerminal(named('import workshops'), ctx(), { file, commissioner: '5ZZ' })
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('1 workshops added') })
    const listed = await saidInTerminal(named('meetings'), ctx(), { owner: '5ZZ', format: 'csv' })
    expect(listed.out).toContain('Workshop: Far End')
  })

  const shared = sharedFolder()
  const real = shared && join(shared, 'real', 'workshops.csv')
  const missing = real === undefined
  const skipped = 'of the founding round (skipped: there is no folder of real files)'
  test.skipIf(missing)(missing ? skipped : 'of the founding round are five, two of them with outcomes', async () => {
    const done = await importWorkshops(ctx(), { path: real!, name: 'workshops.csv', owner: '5ZZ' })
    expect(done).toMatchObject({ value: { planned: 5, held: 2, outcomes: 8 } })
    expect(await importWorkshops(ctx(), { path: real!, name: 'workshops.csv', owner: '5ZZ' })).toMatchObject({
      value: { known: 5 },
    })
  })
})

describe('the journal', () => {
  test('has every deed of all this, and never for whom a practice voted', async () => {
    const { rows } = await sql<{ action: string; detail: string }>`
      SELECT e.action, e.detail::text AS detail FROM audit.entry AS e`.execute(ctx().db)
    const deeds = `body.form body.terms body.admit body.release meeting.plan meeting.plan-ahead meeting.held meeting.moved
      meeting.attendance agenda.add agenda.place agenda.paper agenda.conflict agenda.decide agenda.take-back
      action.add action.put-off action.done minutes.save document.issue document.keep-file calendar.make
      election.open election.nominate election.vote election.count workshops.import`
    const kept = new Set(rows.map(({ action }) => action))
    expect(deeds.split(/\s+/).filter((deed) => !kept.has(deed))).toEqual([])
    expect(rows.filter(({ action, detail }) => action === 'election.vote' && detail.includes('choices'))).toEqual([])
  })
})
