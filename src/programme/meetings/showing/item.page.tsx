import { rm } from 'node:fs/promises'
import { mostFileBytes } from '#programme/documents'
import type { Ctx } from '#platform'
import { type Table, formatDate } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, notFound, page, redirect } from '#ui'
import { z } from 'zod'
import { addPaper, placeItem, takePaperOut } from '../agenda/agenda.command.ts'
import { findItem } from '../agenda/items.view.ts'
import { decideItem, takeDecisionBack } from '../deciding/decide.command.ts'
import { bodyBefore, declareConflict } from '../deciding/declare-conflict.command.ts'
import { attendeesOf, findMeeting, listMeetings } from '../meeting/meetings.view.ts'
import { mayRun, today } from '../meeting/reach.view.ts'
import { type Item, type Paper, outcomeWords, outcomes } from '../model/meeting.ts'
import { itemAddress, meetingAddress } from './addresses.ts'
import { askedNumber, long, number, optionalNumber, severalNumbers, short } from './input.ts'
import { ItemBody } from './item-body.tsx'
import { crumbs } from './meetings.page.tsx'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const noSuchItem = notFound('There is no such item that you may see. Look in the list of meetings.')

/** A document opens by itself, a PDF with the pack that it is in. */
function linkOf({ documentNo, version, meetingNo }: Pick<Paper, 'documentNo' | 'version'> & Pick<Item, 'meetingNo'>) {
  if (documentNo !== null) return { links: { title: `/documents/${documentNo}?version=${version}` } }
  return meetingNo === null ? {} : { links: { title: meetingAddress(meetingNo, 'pack/pdf') } }
}

const papersTable = ({ papers, meetingNo }: Item): Table => ({
  name: 'papers',
  caption: 'Papers',
  columns: [
    { key: 'title', label: 'Paper', kind: 'text' },
    { key: 'what', label: 'What it is', kind: 'text' },
    { key: 'pages', label: 'Pages', kind: 'count', counts: 'open' },
  ],
  rows: papers.map(({ title, documentNo, version, pages }) => ({
    title,
    what: documentNo === null ? 'PDF, in the pack' : `Document ${documentNo}, version ${version}`,
    pages,
    ...linkOf({ documentNo, version, meetingNo }),
  })),
})

const historyTable = ({ decisions }: Item): Table => ({
  name: 'decisions',
  caption: 'Every decision that was written down',
  columns: [
    { key: 'outcome', label: 'Outcome', kind: 'text' },
    { key: 'words', label: 'In words', kind: 'text' },
    { key: 'by', label: 'Decided by', kind: 'text' },
    { key: 'written_by', label: 'Written down by', kind: 'text' },
    { key: 'taken_back', label: 'Taken back, because', kind: 'text' },
  ],
  rows: decisions.map(({ outcome, words, deciders, writtenBy, endWords }) => ({
    outcome: outcomeWords[outcome],
    words,
    by: deciders.map(({ name }) => name).join(', '),
    written_by: writtenBy,
    taken_back: endWords,
  })),
})

async function itemFacts(ctx: Ctx, item: Item) {
  const meeting = item.meetingNo === null ? undefined : await findMeeting(ctx, item.meetingNo)
  const body = await bodyBefore(ctx, item)
  const self = body?.members.find(({ personId }) => personId !== null && personId === ctx.actor.userId)
  return {
    item,
    meeting,
    body,
    attendees: meeting ? (await attendeesOf(ctx, [meeting.meetingNo])).get(meeting.meetingNo)! : [],
    coming: await listMeetings(ctx, { owner: item.owner, state: 'planned', from: today(ctx) }),
    papers: papersTable(item),
    history: historyTable(item),
    runs: await mayRun(ctx, item.owner),
    self: self?.memberNo,
    hasInterest: item.conflicts.some(({ personId }) => personId !== null && personId === ctx.actor.userId),
  }
}

export async function itemPage(ctx: Ctx, itemNo: number, problem: Problem = {}): Promise<Reply> {
  const item = await findItem(ctx, itemNo)
  if (!item) return noSuchItem
  const facts = await itemFacts(ctx, item)
  const back = facts.meeting
    ? [
        {
          text: `${facts.meeting.title}, ${formatDate(facts.meeting.on)}`,
          href: meetingAddress(facts.meeting.meetingNo),
        },
      ]
    : []
  return page({
    title: item.title,
    body: <ItemBody {...facts} />,
    tables: [facts.papers],
    breadcrumbs: [...crumbs, ...back],
    ...problem,
  })
}

const again = (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> =>
  itemPage(ctx, Number(values['item']) || 0, { values, errors })

const itemRoute = defineRoute({
  method: 'GET',
  path: '/meetings/items/:item',
  permission: 'programme.read',
  audit: null,
  input: z.object({ item: number }),
  handle: (ctx, { item }) => itemPage(ctx, item),
})

const papersRoute = defineRoute({
  method: 'POST',
  path: '/meetings/items/:item/papers',
  permission: 'meeting.run',
  audit: 'agenda.paper',
  input: z.object({ item: number, paper_title: short, document: askedNumber }),
  upload: { maxBytes: mostFileBytes, maxFiles: 1 },
  invalid: again,
  async handle(ctx, { item, paper_title: title, document }, { upload }) {
    const file = upload && upload.bytes > 0 ? { name: upload.name, path: upload.path } : undefined
    try {
      const done = await addPaper(ctx, {
        itemNo: item,
        title,
        ...(file ? { file } : document && { documentNo: document }),
      })
      if (done.ok) return redirect(itemAddress(item), 'The paper is added.')
      if (done.code === 'not-found') return noSuchItem
      const values = { paper_title: title, document: String(document ?? '') }
      return itemPage(ctx, item, {
        errors: { [done.code === 'title' ? 'paper_title' : done.code]: done.message },
        values,
      })
    } finally {
      if (upload) await rm(upload.path, { force: true })
    }
  },
})

const paperOutRoute = defineRoute({
  method: 'POST',
  path: '/meetings/items/:item/paper-out',
  permission: 'meeting.run',
  audit: 'agenda.paper-out',
  input: z.object({ item: number, paper: number }),
  invalid: again,
  async handle(ctx, { item, paper }) {
    const done = await takePaperOut(ctx, { itemNo: item, paperNo: paper })
    return done.ok ? redirect(itemAddress(item), 'The paper is taken out.') : noSuchItem
  },
})

const interestRoute = defineRoute({
  method: 'POST',
  path: '/meetings/items/:item/interest',
  permission: 'meeting.attend',
  audit: 'agenda.conflict',
  input: z.object({ item: number, member: number, interest: short }),
  invalid: again,
  async handle(ctx, { item, member, interest }) {
    const done = await declareConflict(ctx, { itemNo: item, memberNo: member, words: interest })
    if (done.ok) return redirect(itemAddress(item), 'The interest is declared.')
    if (done.code === 'not-found') return noSuchItem
    return itemPage(ctx, item, { errors: { [done.code]: done.message }, values: { member: String(member), interest } })
  },
})

const decideRoute = defineRoute({
  method: 'POST',
  path: '/meetings/items/:item/decide',
  permission: 'meeting.run',
  audit: 'agenda.decide',
  input: z.object({
    item: number,
    outcome: z.enum(outcomes, 'Choose what was decided.'),
    words: long,
    deciders: severalNumbers,
  }),
  invalid: again,
  async handle(ctx, { item, outcome, words, deciders }) {
    const done = await decideItem(ctx, { itemNo: item, outcome, words, deciders })
    if (done.ok) return redirect(itemAddress(item), 'The decision is written down.')
    if (done.code === 'not-found') return noSuchItem
    const values = { outcome, words, deciders: deciders.map(String) }
    return itemPage(ctx, item, { errors: { [done.code]: done.message }, values })
  },
})

const takeBackRoute = defineRoute({
  method: 'POST',
  path: '/meetings/items/:item/take-back',
  permission: 'meeting.run',
  audit: 'agenda.take-back',
  input: z.object({ item: number, back: short }),
  invalid: again,
  async handle(ctx, { item, back }) {
    const done = await takeDecisionBack(ctx, { itemNo: item, words: back })
    if (done.ok) return redirect(itemAddress(item), 'The decision is taken back.')
    if (done.code === 'not-found') return noSuchItem
    return itemPage(ctx, item, { errors: { [done.code]: done.message }, values: { back } })
  },
})

const placeRoute = defineRoute({
  method: 'POST',
  path: '/meetings/items/:item/place',
  permission: 'meeting.run',
  audit: 'agenda.place',
  input: z.object({ item: number, meeting: optionalNumber, why: short }),
  invalid: again,
  async handle(ctx, { item, meeting, why }) {
    const done = await placeItem(ctx, { itemNo: item, meetingNo: meeting, words: why })
    if (done.ok) return redirect(itemAddress(item), meeting === null ? 'It is taken off.' : 'It is carried on.')
    if (done.code === 'not-found') return noSuchItem
    const values = { meeting: String(meeting ?? ''), why }
    return itemPage(ctx, item, { errors: { [done.code === 'words' ? 'why' : done.code]: done.message }, values })
  },
})

export const itemRoutes: readonly Route[] = [
  itemRoute,
  papersRoute,
  paperOutRoute,
  interestRoute,
  decideRoute,
  takeBackRoute,
  placeRoute,
]
