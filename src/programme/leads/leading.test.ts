import { sql } from '#db'
import { type Ctx, journalEntries } from '#platform'
import { findDocument } from '#programme/documents'
import { toMonth, toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { commissioner } from '../../../tests/support/payment-world.ts'
import { addOrganisations } from '../../../tests/support/people.ts'
import { type Savers, saversOf } from '../../../tests/support/savings-world.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { listAppointments } from './appointing/appointments.view.ts'
import { endTerm } from './appointing/end-term.command.ts'
import { giveTerm } from './appointing/give-term.command.ts'
import { invite } from './appointing/invite.command.ts'
import { noteStep } from './appointing/note-step.command.ts'
import { checks } from './checks.view.ts'
import { namePerson } from './persons/name-person.command.ts'
import { listPersons } from './persons/persons.view.ts'
import { feedbackOn } from './reports/feedback.view.ts'
import { giveFeedback } from './reports/give-feedback.command.ts'
import { lateReports, reportsOf } from './reports/reports.view.ts'
import { sendReport } from './reports/send-report.command.ts'
import { issueDescription } from './roles/issue-description.command.ts'
import { type RoleWords, endingWithin, isVacant } from './roles/role.ts'
import { findRole, leadRoles } from './roles/roles.view.ts'
import { addRole, changeRole } from './roles/save-role.command.ts'
import { skillGaps } from './skills/match.ts'
import { noteSkill } from './skills/note-skill.command.ts'
import { heldSkills } from './skills/skills.view.ts'

const workbench = useWorkbench({ now: new Date('2008-06-02T09:00:00Z') })
const ctx = (): Ctx => workbench().ctx
let people: Savers

beforeAll(async () => {
  await addOrganisations(ctx())
  people = saversOf(ctx())
})

const day = toPlainDate
const [today, may, april] = [day('2008-06-02'), toMonth('2008-05'), toMonth('2008-04')]
const on = (who: Ctx, at: string): Ctx => ({ ...who, clock: { now: () => new Date(`${at}T09:00:00Z`) } })

const words: RoleWords = {
  title: 'Lead for planned care',
  purpose: 'Brings practices and hospital together on planned care.',
  duties: ['Chair the planned care meeting', 'Report each month'],
  essential: ['A practising general practitioner'],
  desirable: ['Has redesigned a pathway'],
  objectives: ['Dermatology clinic opened', 'Referrals talked about every month'],
  skills: [
    { skill: 'redesign', level: 2, isEssential: true },
    { skill: 'data', level: 1, isEssential: false },
  ],
  minutesPerMonth: 480,
  paidAs: 'gp-session',
  isRefilled: true,
}

const must = async <Value>(
  result: Promise<{ ok: true; value: Value } | { ok: false; message: string }>,
): Promise<Value> => {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

describe('a role', () => {
  let roleNo: number

  test('is written down by those who appoint, and seen by its group, its practices and the commissioner alone', async () => {
    expect(await addRole(people.manager, { owner: 'ZG1', ...words })).toMatchObject({ code: 'not-found' })
    expect(await addRole(people.otherChair, { owner: 'ZG1', ...words })).toMatchObject({ code: 'not-found' })
    roleNo = (await must(addRole(people.chair, { owner: 'ZG1', ...words }))).roleNo
    for (const who of [people.chair, people.manager, people.finance, people.auditor])
      expect(await findRole(who, roleNo)).toMatchObject({ title: words.title, version: 1 })
    for (const who of [people.otherChair, people.otherManager, people.provider])
      expect(await findRole(who, roleNo)).toBeUndefined()
  })

  test('has a title, a purpose and skills that are known, in words that name no patient', async () => {
    const add = (change: Partial<RoleWords>) => addRole(people.chair, { owner: 'ZG1', ...words, ...change })
    expect(await add({ title: ' ' })).toMatchObject({ code: 'title' })
    expect(await add({ purpose: '' })).toMatchObject({ code: 'no-words' })
    expect(await add({ skills: [{ skill: 'magic', level: 1, isEssential: true }] })).toMatchObject({ code: 'skill' })
    expect(await add({ duties: ['See 999 000 0018'] })).toMatchObject({ code: 'names-patient' })
  })

  test('is changed by a new version; who looked at an older one is told, and nothing is lost', async () => {
    const change = { roleNo, seenVersion: 1, words: 'Eight hours are not enough' }
    expect(await changeRole(people.chair, change, { ...words, minutesPerMonth: 600 })).toMatchObject({ ok: true })
    expect(await changeRole(people.chair, change, words)).toMatchObject({ code: 'changed' })
    expect(await findRole(people.chair, roleNo)).toMatchObject({ version: 2, minutesPerMonth: 600 })
  })

  test('is issued as a job description, and its next version as the next version of the same document', async () => {
    const first = await must(issueDescription(people.chair, roleNo))
    expect(first.version).toBe(1)
    expect(await issueDescription(people.chair, roleNo)).toMatchObject({ code: 'same' })
    await must(
      changeRole(people.chair, { roleNo, seenVersion: 2, words: 'One more duty' }, { ...words, duties: ['Lead'] }),
    )
    expect(await must(issueDescription(people.chair, roleNo))).toEqual({ documentNo: first.documentNo, version: 2 })
    const issued = await findDocument(people.manager, first.documentNo)
    expect(issued).toMatchObject({ kind: 'job-description', whatChanged: 'One more duty' })
  })

  test('is vacant until somebody holds it: invited, interviewed, appointed, each written down', async () => {
    expect(isVacant((await findRole(people.chair, roleNo))!, today)).toBe(true)
    const letter = { roleNo, who: { name: 'Dr Amy Invented' }, on: day('2008-03-01'), words: '' }
    const { appointmentNo } = await must(invite(people.chair, letter))
    expect(await invite(people.chair, letter)).toMatchObject({ code: 'invited' })
    const step = { appointmentNo, words: '' }
    await must(noteStep(people.chair, { ...step, event: 'interview-set', on: day('2008-03-14') }))
    expect(await noteStep(people.chair, { ...step, event: 'appointed', on: day('2008-03-20') })).toMatchObject({
      code: 'from',
    })
    const term = { from: day('2008-04-01'), to: day('2008-10-01') }
    await must(noteStep(people.chair, { ...step, event: 'appointed', on: day('2008-03-20'), ...term }))
    expect(await noteStep(people.chair, { ...step, event: 'declined', on: today })).toMatchObject({ code: 'over' })
    const [lead] = await leadRoles(people.manager, { owner: 'ZG1', on: today })
    expect(lead).toMatchObject({ holder: { name: 'Dr Amy Invented' }, from: '2008-04-01', to: '2008-10-01' })
    expect(await listAppointments(people.manager, { roleNo })).toEqual([])
  })

  test('is held by one at a time, and the database itself refuses two', async () => {
    const term = { roleNo, who: { name: 'Dr Ben Invented' }, from: day('2008-09-01'), to: null }
    expect(await giveTerm(people.chair, term)).toMatchObject({ code: 'held' })
    const behind = sql`INSERT INTO leads.term (role_no, owner, person_no, from_date, actor, at)
      SELECT role_no, owner, person_no, '2008-05-01', 'x', now() FROM leads.term WHERE role_no = ${roleNo}`
    await expect(behind.execute(ctx().db)).rejects.toThrow(/at once/)
  })

  test('whose term ends within six months is shown, with who takes over or that nobody does, by schedule', async () => {
    const role = (await findRole(people.chair, roleNo))!
    expect(endingWithin(role, day('2008-03-31'), 6)).toBeUndefined()
    expect(endingWithin(role, today, 6)).toMatchObject({ lastDay: '2008-09-30', afterwards: 'to-fill' })
    await must(giveTerm(people.chair, { roleNo, who: { name: 'Dr Ben Invented' }, from: day('2008-10-01'), to: null }))
    expect(endingWithin((await findRole(people.chair, roleNo))!, today, 6)).toMatchObject({ afterwards: 'taken-over' })
    const shrinking = await must(addRole(people.chair, { owner: 'ZG1', ...words, title: 'Member', isRefilled: false }))
    await must(
      giveTerm(people.chair, { ...shrinking, who: { name: 'Mr Cai Invented' }, from: april1, to: day('2008-07-01') }),
    )
    const member = (await findRole(people.chair, shrinking.roleNo))!
    expect(endingWithin(member, today, 6)).toMatchObject({ afterwards: 'not-replaced' })
    expect(isVacant(member, day('2008-08-01'))).toBe(false)
  })

  test('is stepped down from earlier than agreed, and that is taken back', async () => {
    const role = (await findRole(people.chair, roleNo))!
    const { termNo } = role.terms[1]!
    const end = { roleNo, termNo, words: 'Moves away' }
    await must(endTerm(people.chair, { ...end, to: day('2009-01-01') }))
    expect((await findRole(people.chair, roleNo))!.terms[1]).toMatchObject({ to: '2009-01-01' })
    await must(endTerm(people.chair, { ...end, to: null, words: 'Stays after all' }))
    expect((await findRole(people.chair, roleNo))!.terms[1]).toMatchObject({ to: null })
    expect(await endTerm(people.chair, { ...end, termNo: role.terms[0]!.termNo, to: null })).toMatchObject({
      code: 'held',
    })
  })
})

const april1 = day('2008-04-01')

describe('skills', () => {
  test('are matched to what a role asks for: the gap of its holder, and who else has it', async () => {
    const persons = await listPersons(people.chair, { owner: 'ZG1' })
    const of = (name: string): number => persons.find((each) => each.name === name)!.personNo
    const [amy, cai] = [of('Dr Amy Invented'), of('Mr Cai Invented')]
    await must(noteSkill(people.chair, { personNo: amy, skill: 'redesign', level: 1, words: '' }))
    await must(noteSkill(people.chair, { personNo: cai, skill: 'redesign', level: 3, words: 'Teaches it' }))
    expect(await noteSkill(people.manager, { personNo: cai, skill: 'data', level: 3, words: '' })).toMatchObject({
      code: 'not-found',
    })
    const role = (await findRole(people.chair, 1))!
    const gaps = skillGaps([role], await heldSkills(people.chair, { owner: 'ZG1' }), today)
    expect(gaps[0]).toMatchObject({ skill: 'redesign', asked: 2, has: 1, gap: 1, others: [cai] })
    await must(noteSkill(people.chair, { personNo: amy, skill: 'redesign', level: 0, words: '' }))
    expect(await heldSkills(people.chair, { owner: 'ZG1' })).toHaveLength(1)
  })
})

describe('reports', () => {
  let roleNo: number
  const report = (month = may, summary = 'The clinic has a room.') => ({
    roleNo,
    month,
    entries: words.objectives.map((objective) => ({ objective, state: 'on-track' as const, words: '' })),
    summary,
    helpWanted: '',
    sessionTenths: 25,
    minutes: 0,
  })

  test('are sent by whoever holds the role, by those who appoint in their name, and by nobody else', async () => {
    roleNo = (await must(addRole(people.chair, { owner: 'ZG1', ...words, title: 'Lead for prescribing' }))).roleNo
    const named = await must(
      namePerson(people.chair, { owner: 'ZG1', name: 'Manager One', accountId: people.manager.actor.userId! }),
    )
    await must(giveTerm(people.chair, { roleNo, who: { personNo: named.personNo }, from: april1, to: null }))
    expect(await sendReport(people.otherManager, report())).toMatchObject({ code: 'not-found' })
    expect(await sendReport(people.executive, report())).toMatchObject({ code: 'not-found' })
    await must(sendReport(people.manager, report()))
    const [due] = (await reportsOf(people.chair, { owner: 'ZG1', month: may })).filter(
      (each) => each.role.roleNo === roleNo,
    )
    expect(due).toMatchObject({ state: 'in', report: { sessionTenths: 25, actor: 'Manager One' } })
  })

  test('are put right by sending them again; one that crossed another is refused and told why', async () => {
    const known = (await reportsOf(people.chair, { owner: 'ZG1', month: may })).find((each) => each.report)!.report!
    await must(sendReport(people.chair, { ...report(may, 'The clinic opened.'), seenReport: known.reportNo }))
    expect(await sendReport(people.manager, { ...report(), seenReport: known.reportNo })).toMatchObject({
      code: 'changed',
    })
    const now = (await reportsOf(people.chair, { owner: 'ZG1', month: may })).find((each) => each.report)!.report!
    expect(now).toMatchObject({ summary: 'The clinic opened.', times: 2 })
  })

  test('are late after the tenth of the month behind theirs, and on the list of what is late', async () => {
    const stateOn = async (at: string, month = may) =>
      (await reportsOf(on(people.chair, at), { owner: 'ZG1', month })).find((each) => each.role.roleNo === 1)!.state
    expect(await stateOn('2008-06-10')).toBe('due')
    expect(await stateOn('2008-06-11')).toBe('late')
    expect((await lateReports(people.chair, { owner: 'ZG1' })).every(({ month }) => month === april)).toBe(true)
    expect(await sendReport(people.chair, report(toMonth('2008-07')))).toMatchObject({ code: 'month' })
  })

  test('get feedback from directors, which the lead, they and those who appoint read, and nobody else', async () => {
    const said = { roleNo, month: may, rating: 3, words: 'Comes to every meeting.' }
    expect(await giveFeedback(people.user, said)).toMatchObject({ code: 'not-found' })
    expect(await giveFeedback(people.manager, said)).toMatchObject({ code: 'not-found' })
    await must(giveFeedback(people.executive, said))
    for (const who of [people.executive, people.manager, people.chair])
      expect(await feedbackOn(who, roleNo)).toMatchObject([{ rating: 3 }])
    for (const who of [people.board, people.user, people.otherChair]) expect(await feedbackOn(who, roleNo)).toEqual([])
    await must(giveFeedback(people.executive, { ...said, rating: null, words: '' }))
    expect(await feedbackOn(people.chair, roleNo)).toEqual([])
  })

  test('leave every deed in the journal', async () => {
    const { entries } = await journalEntries(ctx().db, { limit: 500 })
    const actions = new Set(entries.map(({ action }) => action))
    for (const deed of [
      'add-role',
      'change-role',
      'invite',
      'note-step',
      'give-term',
      'end-term',
      'name-person',
      'note-skill',
      'report',
      'feedback',
    ])
      expect([...actions], deed).toContain(`lead.${deed}`)
  })

  test('and roles are in order: nothing overlaps, no report is of a month before its term', async () => {
    expect((await Promise.all(checks.map((check) => check.run(ctx())))).flat()).toEqual([])
    expect(await leadRoles(people.finance, { owner: commissioner, on: today })).toEqual([])
  })
})
