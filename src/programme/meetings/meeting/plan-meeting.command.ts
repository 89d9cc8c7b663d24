import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, ok, refused } from '#shared'
import { waitingItems } from '../agenda/items.view.ts'
import { findBody } from '../bodies/bodies.view.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import { type Item, type Meeting, type MeetingKind, type When, meetingKindWords } from '../model/meeting.ts'
import { daysEvery, endOf } from '../model/schedule.ts'
import type { Body } from '../model/body.ts'
import { add, addMeeting } from '../stores/meetings.store.ts'
import { findMeeting, listMeetings } from './meetings.view.ts'
import { mayRun, notHere, today } from './reach.view.ts'

export interface MeetingToPlan extends When {
  readonly owner: string
  /** Workshops and visits need none. */
  readonly bodyNo: number | null
  readonly kind: MeetingKind
  readonly title: string
  /** Of a workshop or a visit: whom or what it is about. */
  readonly about: string
}

const hour = /^([01][0-9]|2[0-3]):[0-5][0-9]$/

export function refuseWhen({ starts, minutesLong, place }: When, day: PlainDate): Refused | undefined {
  if (!hour.test(starts)) return refused('starts', 'Write the hour like 14:00.')
  if (!(minutesLong >= 15 && minutesLong <= 720)) return refused('long', 'A meeting takes from 15 to 720 minutes.')
  return refuseWords({ place }, day, 300)
}

export interface Deed {
  readonly owner: string
  readonly actor: string
  readonly person_id: string | null
  readonly at: Date
}

/** What waited comes onto its agenda, in the order in which it came. */
const placeWaiting = (tx: Database, meetingNo: number, items: readonly Item[], deed: Deed): Promise<void> =>
  add(
    tx,
    'meetings.placement',
    ...items.map(({ itemNo }, at) => ({
      item_no: itemNo,
      meeting_no: meetingNo,
      position: at + 1,
      words: 'Waited for the next meeting',
      ...deed,
    })),
  )

export async function writeMeeting(ctx: Ctx, tx: Database, plan: MeetingToPlan): Promise<number> {
  const { owner, bodyNo, kind, title, about, on, starts, minutesLong, place } = plan
  const deed = deedOf(ctx.actor, owner, ctx.clock.now())
  const meetingNo = await addMeeting(tx, { body_no: bodyNo, kind, title: title.trim(), about: about.trim(), ...deed })
  await add(tx, 'meetings.meeting_event', {
    meeting_no: meetingNo,
    event: 'planned',
    on_date: on,
    starts,
    minutes_long: minutesLong,
    place: place.trim(),
    words: '',
    ...deed,
  })
  if (kind === 'meeting') {
    const waiting = (await waitingItems({ ...ctx, db: tx }, owner)).filter(
      (item) => item.bodyNo === null || item.bodyNo === bodyNo,
    )
    await placeWaiting(tx, meetingNo, waiting, deed)
  }
  return meetingNo
}

function refusePlan(plan: MeetingToPlan, body: Body | undefined, day: PlainDate): Refused | undefined {
  const title = plan.title.trim()
  if (plan.bodyNo !== null && body?.owner !== plan.owner) return notHere()
  if (plan.bodyNo === null && plan.kind !== 'workshop' && plan.kind !== 'visit')
    return refused('body', 'Choose the body that meets. Only workshops and visits have none.')
  if (title === '' || title.length > 200) return refused('title', 'Give it a title of at most 200 characters.')
  return refuseWords({ title, about: plan.about }, day, 1_000) ?? refuseWhen(plan, day)
}

/** Plans a meeting, a workshop or a visit; what waited for the body's next meeting comes onto its agenda. */
export async function planMeeting(ctx: Ctx, plan: MeetingToPlan): Promise<Result<{ meetingNo: number }>> {
  if (!(await mayRun(ctx, plan.owner))) return notHere()
  const body = plan.bodyNo === null ? undefined : await findBody(ctx, plan.bodyNo)
  const wrong = refusePlan(plan, body, today(ctx))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const meetingNo = await writeMeeting(ctx, tx, plan)
    await ctx.audit(tx, 'meeting.plan', `meeting ${meetingNo}`, { owner: plan.owner, kind: plan.kind, on: plan.on })
    return ok({ meetingNo })
  })
}

export interface TimeAhead {
  readonly bodyNo: number
  /** The first day on which it meets; of a body that meets after another, the day from which on. */
  readonly first: PlainDate
  /** Before this day. */
  readonly until: PlainDate
}

/** When a body meets by its terms: by itself, or on the days of the body before it, from when that ends. */
async function whensOf(ctx: Ctx, { terms }: Body, { first, until }: TimeAhead): Promise<When[]> {
  const { starts, minutesLong, place } = terms
  if (terms.afterBody === null)
    return terms.everyMonths === null
      ? []
      : daysEvery(first, terms.everyMonths, until).map((on) => ({ on, starts, minutesLong, place }))
  const before = await listMeetings(ctx, { bodyNo: terms.afterBody, state: 'planned', from: first, to: until })
  return before.map((one) => ({
    on: one.on,
    starts: endOf(one.starts, one.minutesLong),
    minutesLong,
    place: place === '' ? one.place : place,
  }))
}

const titleOn = (body: Body): string => `${meetingKindWords.meeting} of the ${body.name}`

/** Plans what a body's schedule asks for and is not planned yet: asked twice it plans nothing twice. */
export async function planAhead(ctx: Ctx, time: TimeAhead): Promise<Result<{ planned: number }>> {
  const body = await findBody(ctx, time.bodyNo)
  if (!body || !(await mayRun(ctx, body.owner))) return notHere()
  if (time.until <= time.first) return refused('until', 'Choose a day after the first.')
  const whens = await whensOf(ctx, body, time)
  if (whens.length === 0)
    return refused(
      'first',
      body.terms.afterBody === null
        ? 'The terms of this body do not say how often it meets, or it does not meet before that day.'
        : 'The body after which this one meets has no meeting planned in that time. Plan those first.',
    )
  const known = new Set((await listMeetings(ctx, { bodyNo: time.bodyNo })).map(({ on }) => on))
  const missing = whens.filter(({ on }) => !known.has(on))
  return ctx.transaction(async (tx) => {
    for (const when of missing)
      await writeMeeting(ctx, tx, {
        ...when,
        owner: body.owner,
        bodyNo: body.bodyNo,
        kind: 'meeting',
        title: titleOn(body),
        about: '',
      })
    await ctx.audit(tx, 'meeting.plan-ahead', `body ${body.bodyNo}`, { planned: missing.length, until: time.until })
    return ok({ planned: missing.length })
  })
}

export interface MeetingChange extends Partial<When> {
  readonly meetingNo: number
  readonly event: 'moved' | 'pack-sent' | 'held' | 'cancelled'
  readonly words: string
}

function refuseChange(
  meeting: Meeting,
  { event, words }: MeetingChange,
  when: When,
  day: PlainDate,
): Refused | undefined {
  if (meeting.state !== 'planned' && event !== 'pack-sent')
    return refused('event', `This meeting was ${meeting.state === 'held' ? 'held' : 'cancelled'} already.`)
  if (event === 'held' && meeting.on > day)
    return refused(
      'event',
      'It is still to come. Say that it was held when it was, or move it to the day on which it was.',
    )
  if (event === 'cancelled' && words.trim() === '') return refused('words', 'Say in a few words why it is cancelled.')
  return refuseWords({ words }, day, 1_000) ?? (event === 'moved' ? refuseWhen(when, day) : undefined)
}

/** A meeting is moved, its pack sent; it was held, or is cancelled. Whoever subscribes to its calendar is told by it. */
export async function changeMeeting(ctx: Ctx, change: MeetingChange): Promise<Result<{ meetingNo: number }>> {
  const meeting = await findMeeting(ctx, change.meetingNo)
  if (!meeting || !(await mayRun(ctx, meeting.owner))) return notHere()
  const { meetingNo, event, words, ...moved } = change
  const when: When = { ...meeting, ...moved }
  const wrong = refuseChange(meeting, change, when, today(ctx))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const isMove = event === 'moved'
    await add(tx, 'meetings.meeting_event', {
      meeting_no: meetingNo,
      event,
      on_date: event === 'pack-sent' ? (moved.on ?? today(ctx)) : when.on,
      starts: isMove ? when.starts : null,
      minutes_long: isMove ? when.minutesLong : null,
      place: isMove ? when.place.trim() : '',
      words: words.trim(),
      ...deedOf(ctx.actor, meeting.owner, ctx.clock.now()),
    })
    await ctx.audit(tx, `meeting.${event}`, `meeting ${meetingNo}`, { on: when.on })
    return ok({ meetingNo })
  })
}

/** Writes down what a workshop or a visit came to, a line each. */
export async function addNotes(
  ctx: Ctx,
  {
    meetingNo,
    kind,
    lines,
  }: {
    readonly meetingNo: number
    readonly kind: 'principle' | 'outcome' | 'volunteer' | 'seen'
    readonly lines: readonly string[]
  },
): Promise<Result<{ notes: number }>> {
  const meeting = await findMeeting(ctx, meetingNo)
  if (!meeting || !(await mayRun(ctx, meeting.owner))) return notHere()
  const said = lines.map((line) => line.trim()).filter(Boolean)
  if (said.length === 0 || said.length > 100) return refused('lines', 'Write at least one line, and at most a hundred.')
  const wrong = refuseWords({ lines: said.join('\n') }, today(ctx))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(ctx.actor, meeting.owner, ctx.clock.now())
    await add(tx, 'meetings.note', ...said.map((words) => ({ meeting_no: meetingNo, kind, words, ...deed })))
    await ctx.audit(tx, 'meeting.note', `meeting ${meetingNo}`, { kind, notes: said.length })
    return ok({ notes: said.length })
  })
}
