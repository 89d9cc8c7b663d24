import { findDocument, listDocuments } from '#programme/documents'
import { leadRoles, reportsOf } from '#programme/leads'
import { type HeldMeeting, meetingsHeld, membersOf } from '#programme/meetings'
import { addDays, addMonths, formatDate, formatMonth, monthOf } from '#shared'
import type { MeasureOf } from '../definition/measure.ts'
import {
  type Outcome,
  type PracticeReading,
  countWords,
  practicesOutcome,
  shareOutcome,
  unmeasured,
} from './reading.ts'
import type { MeasureSetting } from './setting.ts'

const rolesOf = ({ ctx, owner, on, once }: MeasureSetting) =>
  once(`roles ${owner} ${on}`, () => leadRoles(ctx, { owner, on }))

const hasWord = (text: string, named: readonly string[]): boolean =>
  named.some((word) => text.toLowerCase().includes(word))

const noRoles = 'No roles of the group are recorded yet.'

/** Whether somebody holds a role whose title has one of the words. */
export async function roleOutcome(setting: MeasureSetting, measure: MeasureOf<'role'>): Promise<Outcome> {
  const roles = await rolesOf(setting)
  if (roles.length === 0) return unmeasured(noRoles)
  const own = roles.filter(({ title }) => hasWord(title, measure.named))
  const held = own.find(({ holder }) => holder !== null)
  const figure = held
    ? `${held.holder!.name}: ${held.title}`
    : own.length > 0
      ? `Nobody holds “${own[0]!.title}”`
      : 'There is no such role'
  return { have: held ? 1 : 0, of: 1, isMet: held !== undefined, figure, practices: [] }
}

/** Of the roles that a group has, those that somebody holds. */
export async function leadsOutcome(setting: MeasureSetting, measure: MeasureOf<'leads'>): Promise<Outcome> {
  const roles = await rolesOf(setting)
  if (roles.length === 0) return unmeasured(noRoles)
  const empty = roles.filter(({ holder }) => holder === null)
  const told = shareOutcome(roles.length - empty.length, roles.length, measure.share, { one: 'role', many: 'roles' })
  return empty.length === 0
    ? told
    : { ...told, figure: `${told.figure}; nobody: ${empty.map(({ title }) => title).join(', ')}` }
}

/** Of the last months those for which every lead reported. A month of which nobody owes a report does not count. */
export async function leadReportsOutcome(
  setting: MeasureSetting,
  measure: MeasureOf<'lead-reports'>,
): Promise<Outcome> {
  const { ctx, owner, on } = setting
  const missing: string[] = []
  let due = 0
  for (let back = measure.months; back > 0; back -= 1) {
    const month = addMonths(monthOf(on), -back)
    const reports = await reportsOf(ctx, { owner, month, on })
    if (reports.length === 0) continue
    due += 1
    const late = reports.filter(({ state }) => state !== 'in').length
    if (late > 0) missing.push(`${late} in ${formatMonth(month)}`)
  }
  if (due === 0) return unmeasured('Nobody was to report in these months.')
  const told = shareOutcome(due - missing.length, due, 100, { one: 'month', many: 'months' })
  return missing.length === 0 ? told : { ...told, figure: `${told.figure}; missing ${missing.join(', ')}` }
}

const meetingsOf = ({ ctx, owner, on, once }: MeasureSetting): Promise<HeldMeeting[]> =>
  once(`meetings ${owner} ${on}`, () => meetingsHeld(ctx, { owner, from: addDays(on, -364), to: addDays(on, 1) }))

/** Meetings of the group itself: the forum of patients is asked for by its own name. */
const isOwn = ({ kind, bodyKind }: HeldMeeting): boolean => kind !== 'visit' && bodyKind !== 'forum'

const meetingWords = { one: 'meeting', many: 'meetings' }

/** How many meetings were held in the year up to the day. */
export async function meetingsOutcome(setting: MeasureSetting, measure: MeasureOf<'meetings'>): Promise<Outcome> {
  const all = await meetingsOf(setting)
  if (all.length === 0) return unmeasured('No meeting is recorded as held yet.')
  const own = all.filter((each) => (measure.body === undefined ? isOwn(each) : each.bodyKind === measure.body))
  const last = own.at(-1)
  const figure = `${countWords(own.length, meetingWords)}${last ? `, the last on ${formatDate(last.on)}` : ''}`
  return { have: own.length, of: measure.at_least, isMet: own.length >= measure.at_least, figure, practices: [] }
}

const membersNow = ({ ctx, owner, on, once }: MeasureSetting) =>
  once(`members ${owner} ${on}`, () => membersOf(ctx, { owner, on }))

const noMembers = 'No members of bodies are recorded yet.'

/** Which of the kinds of member are there: in any body of the group, or in one kind of them. */
export async function membersOutcome(setting: MeasureSetting, measure: MeasureOf<'members'>): Promise<Outcome> {
  const members = await membersNow(setting)
  if (members.length === 0) return unmeasured(noMembers)
  const own = members.filter(({ bodyKind }) =>
    measure.body === undefined ? bodyKind !== 'forum' : bodyKind === measure.body,
  )
  const kinds = new Set<string>(own.map(({ kind }) => kind))
  const missing = measure.who.filter((kind) => !kinds.has(kind))
  const have = measure.who.length - missing.length
  const figure =
    missing.length === 0
      ? own
          .filter(({ kind }) => measure.who.some((who) => who === kind))
          .map(({ name }) => name)
          .join(', ')
      : `No ${missing.join(', no ')}; ${have} of ${measure.who.length} there`
  return { have, of: measure.who.length, isMet: missing.length === 0, figure, practices: [] }
}

/** Practices with a member in a sub-committee by its name. */
export async function bodyOutcome(setting: MeasureSetting, measure: MeasureOf<'body'>): Promise<Outcome> {
  const members = await membersNow(setting)
  if (members.length === 0) return unmeasured(noMembers)
  const own = members.filter(
    ({ bodyKind, bodyName }) => bodyKind === 'sub-committee' && hasWord(bodyName, measure.named),
  )
  const practices = setting.practices.map((practice): PracticeReading => {
    const member = own.find(({ organisation }) => organisation === practice)
    return { practice, isMet: member !== undefined, words: member ? member.name : 'Nobody is a member' }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

/** Practices from which somebody was at a meeting of the group in the year. */
export async function forumOutcome(setting: MeasureSetting, measure: MeasureOf<'forum'>): Promise<Outcome> {
  const own = (await meetingsOf(setting)).filter(isOwn)
  if (own.length === 0) return unmeasured('No meeting is recorded as held yet.')
  const practices = setting.practices.map((practice): PracticeReading => {
    const times = own.filter((each) => each.practices.includes(practice)).length
    return { practice, isMet: times > 0, words: times > 0 ? `At ${countWords(times, meetingWords)}` : 'At no meeting' }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

/** Meetings at which so many of the practices reported. */
export async function reportingOutcome(setting: MeasureSetting, measure: MeasureOf<'reporting'>): Promise<Outcome> {
  const own = (await meetingsOf(setting)).filter((each) => isOwn(each) && each.kind === 'meeting')
  if (own.length === 0) return unmeasured('No meeting is recorded as held yet.')
  const all = setting.practices.length
  const enough = own.filter(
    ({ reported }) =>
      reported.filter((practice) => setting.practices.includes(practice)).length * 100 >= measure.share * all,
  )
  return { ...shareOutcome(enough.length, own.length, 100, meetingWords), practices: [] }
}

/** Practices from which somebody confirmed that they read the newest version of the plan. */
export async function planSharedOutcome(setting: MeasureSetting, measure: MeasureOf<'plan-shared'>): Promise<Outcome> {
  const { ctx, owner, on } = setting
  const [latest] = (await listDocuments(ctx, { owner, kind: 'plan' })).filter(({ issuedOn }) => issuedOn <= on)
  const plan = latest && (await findDocument(ctx, latest.documentNo))
  if (!plan) return unmeasured('No plan is issued yet.')
  const read = new Map(plan.receipts.map((receipt) => [receipt.organisation, receipt]))
  const practices = setting.practices.map((practice): PracticeReading => {
    const receipt = read.get(practice)
    return {
      practice,
      isMet: receipt !== undefined,
      words: receipt ? `Read by ${receipt.name}` : 'Not confirmed as read',
    }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

/** The newest plan that a group issued, where it issued one. */
export async function planDocumentOf({ ctx, owner, once }: MeasureSetting): Promise<number | undefined> {
  const plans = await once(`plans ${owner}`, () => listDocuments(ctx, { owner, kind: 'plan' }))
  return plans[0]?.documentNo
}
