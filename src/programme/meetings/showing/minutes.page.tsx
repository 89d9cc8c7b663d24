import { changesBetween } from '#programme/documents'
import type { Ctx } from '#platform'
import { type Table, dayInLondon } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, page, redirect } from '#ui'
import { z } from 'zod'
import { listMeetings } from '../meeting/meetings.view.ts'
import { today } from '../meeting/reach.view.ts'
import { type Overtaken, approveMinutes, linesIn, saveMinutes } from '../minutes/minutes.command.ts'
import { minutesDraft } from '../minutes/minutes-text.ts'
import type { Minutes } from '../minutes/minutes.view.ts'
import type { Meeting } from '../model/meeting.ts'
import { meetingAddress } from './addresses.ts'
import { type MeetingFacts, meetingFacts } from './facts.view.ts'
import { number } from './input.ts'
import { MinutesBody } from './minutes-body.tsx'
import { noSuchMeeting } from './meeting.page.tsx'
import { crumbs } from './meetings.page.tsx'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
  readonly overtaken?: Overtaken
}

const changesTable = ({ changes, by, base }: Overtaken): Table => {
  const [added, removed] = base === 0 ? ['In theirs, not in yours', 'In yours, not in theirs'] : ['Added', 'Taken out']
  return {
    name: 'changes',
    caption: base === 0 ? `How the text of ${by} differs from yours` : `What ${by} changed, line by line`,
    columns: [
      { key: 'change', label: 'Change', kind: 'text' },
      { key: 'line', label: 'Line', kind: 'text' },
    ],
    rows: changes.map(({ kind, line }) => ({ change: kind === 'added' ? added! : removed!, line })),
  }
}

/** How many lines a version changed in the one before. */
const changeWords = (text: string, before: string | undefined): string => {
  const changes = changesBetween(linesIn(before ?? ''), linesIn(text))
  const added = changes.filter(({ kind }) => kind === 'added').length
  return `${added} lines added, ${changes.length - added} taken out`
}

const versionsTable = ({ versions }: Minutes): Table => ({
  name: 'versions',
  caption: 'Versions',
  columns: [
    { key: 'version', label: 'Version', kind: 'count', counts: 'open' },
    { key: 'by', label: 'By', kind: 'text' },
    { key: 'on', label: 'On', kind: 'date' },
    { key: 'changed', label: 'Changed', kind: 'text' },
  ],
  rows: versions.map(({ version, actor, at, text }, index) => ({
    version,
    by: actor,
    on: dayInLondon(at),
    changed: changeWords(text, versions[index + 1]?.text),
  })),
})

const laterMeetings = async (ctx: Ctx, { meeting }: MeetingFacts): Promise<Meeting[]> =>
  meeting.bodyNo === null
    ? []
    : (await listMeetings(ctx, { bodyNo: meeting.bodyNo })).filter(
        ({ on, state }) => on > meeting.on && on <= today(ctx) && state !== 'cancelled',
      )

async function minutesPage(ctx: Ctx, meetingNo: number, { overtaken, ...problem }: Problem = {}): Promise<Reply> {
  const facts = await meetingFacts(ctx, meetingNo)
  if (!facts) return noSuchMeeting
  const { meeting, minutes, runs } = facts
  const versions = versionsTable(minutes)
  const shown = {
    meeting,
    minutes,
    runs,
    draft: minutesDraft(facts),
    overtaken,
    changes: overtaken && changesTable(overtaken),
    versions,
    later: await laterMeetings(ctx, facts),
  }
  return page({
    title: 'Minutes',
    body: <MinutesBody {...shown} />,
    tables: [versions],
    breadcrumbs: [...crumbs, { text: meeting.title, href: meetingAddress(meetingNo) }],
    ...problem,
  })
}

const minutesRoute = defineRoute({
  method: 'GET',
  path: '/meetings/:meeting/minutes',
  permission: 'programme.read',
  audit: null,
  input: z.object({ meeting: number }),
  handle: (ctx, { meeting }) => minutesPage(ctx, meeting),
})

const saveRoute = defineRoute({
  method: 'POST',
  path: '/meetings/:meeting/minutes',
  permission: 'meeting.run',
  audit: 'minutes.save',
  input: z.object({
    meeting: number,
    base: z.coerce.number().int().min(0).max(100_000),
    text: z.string().max(200_000).default(''),
  }),
  invalid: (ctx, { values, errors }) => minutesPage(ctx, Number(values['meeting']) || 0, { values, errors }),
  async handle(ctx, { meeting, base, text }) {
    const done = await saveMinutes(ctx, { meetingNo: meeting, base, text })
    if (done.ok)
      return redirect(meetingAddress(meeting, 'minutes'), `Version ${done.value.version} of the minutes is saved.`)
    if (done.code === 'not-found') return noSuchMeeting
    const problem = { errors: { text: done.message }, values: { text } }
    return minutesPage(ctx, meeting, 'overtaken' in done ? { ...problem, overtaken: done.overtaken } : problem)
  },
})

const approveRoute = defineRoute({
  method: 'POST',
  path: '/meetings/:meeting/approve',
  permission: 'meeting.run',
  audit: 'minutes.approve',
  input: z.object({ meeting: number, version: z.coerce.number().int().positive().max(100_000), at: number }),
  invalid: (ctx, { values, errors }) => minutesPage(ctx, Number(values['meeting']) || 0, { values, errors }),
  async handle(ctx, { meeting, version, at }) {
    const done = await approveMinutes(ctx, { meetingNo: meeting, version, atMeeting: at })
    if (done.ok)
      return redirect(
        meetingAddress(meeting, 'minutes'),
        `They are approved and issued as document ${done.value.documentNo}.`,
      )
    if (done.code === 'not-found') return noSuchMeeting
    return minutesPage(ctx, meeting, { errors: { at: done.message } })
  },
})

export const minutesRoutes: readonly Route[] = [minutesRoute, saveRoute, approveRoute]
