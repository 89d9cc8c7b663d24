import type { Database } from '#db'
import { findDocument, keepFile } from '#programme/documents'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, ok, refused } from '#shared'
import { findMeeting, listMeetings } from '../meeting/meetings.view.ts'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import { findBody } from '../bodies/bodies.view.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import { type Item, type Meeting, type Purpose, isSettled } from '../model/meeting.ts'
import { add, addItem, lockAgenda } from '../stores/meetings.store.ts'
import { findItem, listItems } from './items.view.ts'

export interface ItemToAdd {
  readonly meetingNo: number
  readonly title: string
  readonly words: string
  readonly purpose: Purpose
  readonly presenter: string
}

function refuseItem(
  { title, words, presenter }: Pick<ItemToAdd, 'title' | 'words' | 'presenter'>,
  day: PlainDate,
): Refused | undefined {
  if (title.trim() === '' || title.trim().length > 200)
    return refused('title', 'Give the item a title of at most 200 characters.')
  return refuseWords({ title }, day, 200) ?? refuseWords({ words }, day, 4_000) ?? refuseWords({ presenter }, day, 200)
}

const nextPosition = async (ctx: Ctx, meetingNo: number): Promise<number> =>
  1 + Math.max(0, ...(await listItems(ctx, { meetingNo })).map(({ position }) => position))

const isClosed = ({ state }: Meeting): Refused | undefined =>
  state === 'cancelled' ? refused('meeting', 'This meeting was cancelled: nothing is added to its agenda.') : undefined

/** Puts something on the agenda of a meeting, last. */
export async function addAgendaItem(ctx: Ctx, item: ItemToAdd): Promise<Result<{ itemNo: number }>> {
  const meeting = await findMeeting(ctx, item.meetingNo)
  if (!meeting || !(await mayRun(ctx, meeting.owner))) return notHere()
  const wrong = isClosed(meeting) ?? refuseItem(item, today(ctx))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(ctx.actor, meeting.owner, ctx.clock.now())
    const itemNo = await addItem(tx, {
      body_no: meeting.bodyNo,
      title: item.title.trim(),
      words: item.words.trim(),
      purpose: item.purpose,
      presenter: item.presenter.trim(),
      source: null,
      ...deed,
    })
    const position = await nextPosition({ ...ctx, db: tx }, item.meetingNo)
    await add(tx, 'meetings.placement', { item_no: itemNo, meeting_no: item.meetingNo, position, words: '', ...deed })
    await ctx.audit(tx, 'agenda.add', `item ${itemNo}`, { meeting: item.meetingNo, purpose: item.purpose })
    return ok({ itemNo })
  })
}

export interface Placing {
  readonly itemNo: number
  /** On another agenda; nothing takes it off. */
  readonly meetingNo: number | null
  readonly words: string
}

/** Carries an item on to another meeting, or takes it off the agenda. What was said of it so far stays with it. */
export async function placeItem(ctx: Ctx, { itemNo, meetingNo, words }: Placing): Promise<Result<{ itemNo: number }>> {
  const item = await findItem(ctx, itemNo)
  if (!item || !(await mayRun(ctx, item.owner))) return notHere()
  const meeting = meetingNo === null ? undefined : await findMeeting(ctx, meetingNo)
  if (meetingNo !== null && meeting?.owner !== item.owner) return notHere()
  if (isSettled(item)) return refused('meeting', 'It is decided. Take the decision back first, or add a new item.')
  if (meeting && meeting.state !== 'planned') return refused('meeting', 'Choose a meeting that is still to be held.')
  if (meetingNo === null && words.trim() === '') return refused('words', 'Say in a few words why it is taken off.')
  const wrong = refuseWords({ words }, today(ctx), 1_000)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const position = meetingNo === null ? 0 : await nextPosition({ ...ctx, db: tx }, meetingNo)
    const deed = deedOf(ctx.actor, item.owner, ctx.clock.now())
    await add(tx, 'meetings.placement', {
      item_no: itemNo,
      meeting_no: meetingNo,
      position,
      words: words.trim(),
      ...deed,
    })
    await ctx.audit(tx, 'agenda.place', `item ${itemNo}`, { meeting: meetingNo })
    return ok({ itemNo })
  })
}

/** Either a PDF that somebody brought, as it lies on the disk, or a document by its number. */
export interface PaperToAdd {
  readonly itemNo: number
  readonly title: string
  readonly file?: { readonly name: string; readonly path: string }
  readonly documentNo?: number
}

async function paperRow(ctx: Ctx, item: Item, { title, file, documentNo }: PaperToAdd) {
  if (file) {
    const kept = await keepFile(ctx, { owner: item.owner, ...file })
    if (!kept.ok) return refused(kept.code === 'not-found' ? kept.code : 'file', kept.message)
    const { fileNo, pages, name } = kept.value
    return { title: title.trim() || name, file_no: fileNo, pages, document_no: null, version: null }
  }
  const document = documentNo === undefined ? undefined : await findDocument(ctx, documentNo)
  if (!document) return refused('document', 'Bring a PDF, or give the number of a document that was issued.')
  const { version } = document
  return { title: title.trim() || document.title, file_no: null, pages: null, document_no: documentNo!, version }
}

/** Puts a paper to an item: a PDF, or a document in its newest version, which stays the one that the meeting had. */
export async function addPaper(ctx: Ctx, paper: PaperToAdd): Promise<Result<{ itemNo: number }>> {
  const item = await findItem(ctx, paper.itemNo)
  if (!item || !(await mayRun(ctx, item.owner))) return notHere()
  const wrong = refuseWords({ title: paper.title }, today(ctx), 200)
  if (wrong) return wrong
  const row = await paperRow(ctx, item, paper)
  if ('code' in row) return row
  return ctx.transaction(async (tx) => {
    await add(tx, 'meetings.paper', {
      item_no: paper.itemNo,
      ...row,
      ...deedOf(ctx.actor, item.owner, ctx.clock.now()),
    })
    await ctx.audit(tx, 'agenda.paper', `item ${paper.itemNo}`, { file: row.file_no, document: row.document_no })
    return ok({ itemNo: paper.itemNo })
  })
}

export async function takePaperOut(
  ctx: Ctx,
  { itemNo, paperNo }: { readonly itemNo: number; readonly paperNo: number },
): Promise<Result<{ itemNo: number }>> {
  const item = await findItem(ctx, itemNo)
  if (!item?.papers.some((paper) => paper.paperNo === paperNo) || !(await mayRun(ctx, item.owner))) return notHere()
  return ctx.transaction(async (tx) => {
    await add(tx, 'meetings.paper_end', { paper_no: paperNo, ...deedOf(ctx.actor, item.owner, ctx.clock.now()) })
    await ctx.audit(tx, 'agenda.paper-out', `item ${itemNo}`, { paper: paperNo })
    return ok({ itemNo })
  })
}

export interface AgendaWish {
  readonly owner: string
  /** The body it is for; any of the owner's without. */
  readonly body?: number
  readonly title: string
  readonly reason: string
  /** What asks for it, like `drift:budget-4`: asked again while it is open, it is the same item. */
  readonly source: string
}

export interface AgendaPlace {
  readonly itemNo: number
  /** Nothing while no meeting is planned: it comes onto the next that is. */
  readonly meetingNo: number | null
  readonly isNew: boolean
}

const sensible = ['commissioning', 'board', 'executive', 'sub-committee', 'forum', 'members'] as const

/** The next meeting of the body, or of the owner: on one day the commissioning group's before the board's. */
async function nextMeeting(ctx: Ctx, owner: string, bodyNo?: number): Promise<Meeting | undefined> {
  const asked = { owner, kind: 'meeting', state: 'planned', from: today(ctx) } as const
  const planned = await listMeetings(ctx, { ...asked, ...(bodyNo !== undefined && { bodyNo }) })
  const rank = ({ bodyKind }: Meeting): number => sensible.indexOf(bodyKind ?? 'members')
  return planned.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : rank(a) - rank(b)))[0]
}

async function writeWish(ctx: Ctx, tx: Database, wish: AgendaWish): Promise<AgendaPlace> {
  const deed = deedOf(ctx.actor, wish.owner, ctx.clock.now())
  const inTx = { ...ctx, db: tx }
  const meeting = await nextMeeting(inTx, wish.owner, wish.body)
  const itemNo = await addItem(tx, {
    body_no: wish.body ?? null,
    title: wish.title.trim(),
    words: wish.reason.trim(),
    purpose: 'decision',
    presenter: '',
    source: wish.source,
    ...deed,
  })
  if (meeting)
    await add(tx, 'meetings.placement', {
      item_no: itemNo,
      meeting_no: meeting.meetingNo,
      position: await nextPosition(inTx, meeting.meetingNo),
      words: '',
      ...deed,
    })
  return { itemNo, meetingNo: meeting?.meetingNo ?? null, isNew: true }
}

/**
 * Puts something on the next agenda of an owner, in the name of another room: once, as long as what was asked for there before under the
 * same source is neither settled nor taken off.
 */
export async function putOnAgenda(ctx: Ctx, wish: AgendaWish): Promise<Result<AgendaPlace>> {
  if (!(await mayRun(ctx, wish.owner))) return notHere()
  const body = wish.body === undefined ? undefined : await findBody(ctx, wish.body)
  if (wish.body !== undefined && body?.owner !== wish.owner) return notHere()
  const wrong = refuseItem({ title: wish.title, words: wish.reason, presenter: '' }, today(ctx))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockAgenda(tx, wish.owner)
    const same = await listItems({ ...ctx, db: tx }, { owner: wish.owner, source: wish.source })
    const open = same.find((item) => !item.isOff && !isSettled(item))
    if (open) return ok({ itemNo: open.itemNo, meetingNo: open.meetingNo, isNew: false })
    const place = await writeWish(ctx, tx, wish)
    await ctx.audit(tx, 'agenda.add', `item ${place.itemNo}`, { meeting: place.meetingNo, source: wish.source })
    return ok(place)
  })
}
