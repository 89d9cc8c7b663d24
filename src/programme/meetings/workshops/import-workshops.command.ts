import type { Database } from '#db'
import { type Owners, ownersFor } from '#organisations'
import { type Ctx, type SheetsFile, readSheets } from '#platform'
import { type Refused, type Result, findPatientData, mayDo, ok, refused } from '#shared'
import { listMeetings, notesOf } from '../meeting/meetings.view.ts'
import { writeMeeting } from '../meeting/plan-meeting.command.ts'
import { notHere, today } from '../meeting/reach.view.ts'
import { deedOf } from '../model/deed.ts'
import type { Meeting } from '../model/meeting.ts'
import { add } from '../stores/meetings.store.ts'
import { type WorkshopReject, type WorkshopRow, missingColumns, readWorkshops } from './read-workshops.ts'

export interface WorkshopsTaken {
  readonly planned: number
  readonly moved: number
  readonly outcomes: number
  readonly held: number
  /** Rows of which everything was known. */
  readonly known: number
}

export type WorkshopsRefusal = Refused & { readonly rejects?: readonly WorkshopReject[] }

const rejectWords = ({ row, column, words }: WorkshopReject): string => `Row ${row}, column ${column}: ${words}.`

function refuseRows(rows: readonly WorkshopRow[]): WorkshopReject[] {
  return rows
    .filter(({ about, outcomes }) =>
      [about, ...outcomes].some((text) => findPatientData(text).length > 0 || text.length > 1_000),
    )
    .map(({ row }) => ({ row, column: 'agreed_outcomes', words: 'names a patient, or is too long; take that out' }))
}

/** The same workshop: of that name on that day, or, where file and books have one of that name each, the one whose day was wrong. */
function sameAs(row: WorkshopRow, rows: readonly WorkshopRow[], known: readonly Meeting[]): Meeting | undefined {
  const named = known.filter(({ about }) => about === row.about)
  const exact = named.find(({ on }) => on === row.on)
  const isOnly = named.length === 1 && rows.filter(({ about }) => about === row.about).length === 1
  return exact ?? (isOnly ? named[0] : undefined)
}

const usual = { starts: '13:00', minutesLong: 240, place: '' } as const

interface Taking {
  readonly ctx: Ctx
  readonly tx: Database
  readonly owner: string
}

async function addOutcomes(
  { ctx, tx, owner }: Taking,
  meetingNo: number,
  outcomes: readonly string[],
): Promise<number> {
  const known = new Set((await notesOf({ ...ctx, db: tx }, meetingNo)).map(({ words }) => words))
  const news = outcomes.filter((words) => !known.has(words))
  const deed = deedOf(ctx.actor, owner, ctx.clock.now())
  await add(
    tx,
    'meetings.note',
    ...news.map((words) => ({ meeting_no: meetingNo, kind: 'outcome' as const, words, ...deed })),
  )
  return news.length
}

const event = (
  { ctx, tx, owner }: Taking,
  meetingNo: number,
  row: WorkshopRow,
  what: 'moved' | 'held',
): Promise<void> =>
  add(tx, 'meetings.meeting_event', {
    meeting_no: meetingNo,
    event: what,
    on_date: row.on,
    starts: what === 'moved' ? usual.starts : null,
    minutes_long: what === 'moved' ? usual.minutesLong : null,
    place: '',
    words: 'From the file of workshops',
    ...deedOf(ctx.actor, owner, ctx.clock.now()),
  })

async function takeRow(taking: Taking, row: WorkshopRow, before: Meeting | undefined): Promise<WorkshopsTaken> {
  const { ctx, tx, owner } = taking
  const title = `Workshop: ${row.about}`
  const meetingNo =
    before?.meetingNo ??
    (await writeMeeting(ctx, tx, {
      owner,
      bodyNo: null,
      kind: 'workshop',
      title,
      about: row.about,
      on: row.on,
      ...usual,
    }))
  const isMoved = before !== undefined && before.on !== row.on && before.state === 'planned'
  if (isMoved) await event(taking, meetingNo, row, 'moved')
  const outcomes = await addOutcomes(taking, meetingNo, row.outcomes)
  const isHeld = (before?.state ?? 'planned') === 'planned' && row.outcomes.length > 0 && row.on <= today(ctx)
  if (isHeld) await event(taking, meetingNo, row, 'held')
  const [planned, moved, held] = [before ? 0 : 1, isMoved ? 1 : 0, isHeld ? 1 : 0]
  return { planned, moved, outcomes, held, known: planned + moved + outcomes + held === 0 ? 1 : 0 }
}

const sum = (a: WorkshopsTaken, b: WorkshopsTaken): WorkshopsTaken => ({
  planned: a.planned + b.planned,
  moved: a.moved + b.moved,
  outcomes: a.outcomes + b.outcomes,
  held: a.held + b.held,
  known: a.known + b.known,
})
const nothing: WorkshopsTaken = { planned: 0, moved: 0, outcomes: 0, held: 0, known: 0 }

/** A group that is called as the row says has its own workshop; any other is of whoever the file was brought for. */
const ownerOf = ({ own }: Owners, row: WorkshopRow, given: string): string =>
  own.find(({ kind, name }) => kind === 'group' && name.toLowerCase() === row.about.toLowerCase())?.code ?? given

async function readFile(file: SheetsFile): Promise<Result<readonly WorkshopRow[]> | WorkshopsRefusal> {
  const read = await readSheets({ maxBytes: 4 * 1024 ** 2, ...file })
  if (!read.ok) return refused('unreadable', `Nothing was taken. ${read.message}`)
  const sheet = read.value.sheets[0]!
  const missing = missingColumns(sheet.rows[0]?.cells ?? [])
  if (missing.length > 0)
    return refused('columns', `Nothing was taken. The first row has no column ${missing.join(' and no column ')}.`)
  const { rows, rejects } = readWorkshops(sheet)
  const wrong = [...rejects, ...refuseRows(rows)]
  if (wrong.length === 0) return ok(rows)
  const more = wrong.length > 5 ? ` And ${wrong.length - 5} more.` : ''
  const message = `Nothing was taken. ${wrong.slice(0, 5).map(rejectWords).join(' ')}${more} Mend the file and bring it again.`
  return { ...refused('rows', message), rejects: wrong }
}

/**
 * Takes a round of workshops from a file: `cluster,date,agreed_outcomes`. All of it or nothing; brought again, mended or longer, it adds
 * what is new and nothing twice.
 */
export async function importWorkshops(
  ctx: Ctx,
  { owner: given, ...file }: SheetsFile & { readonly owner: string },
): Promise<Result<WorkshopsTaken> | WorkshopsRefusal> {
  const owners = await ownersFor(ctx)
  if (!mayDo(ctx.scope, 'meeting.run') || !owners.actsFor(given)) return notHere()
  const read = await readFile(file)
  if (!read.ok) return read
  const rows = read.value
  return ctx.transaction(async (tx) => {
    let taken = nothing
    for (const row of rows) {
      const owner = ownerOf(owners, row, given)
      const known = await listMeetings({ ...ctx, db: tx }, { owner, kind: 'workshop' })
      taken = sum(taken, await takeRow({ ctx, tx, owner }, row, sameAs(row, rows, known)))
    }
    await ctx.audit(tx, 'workshops.import', file.name, { owner: given, rows: rows.length, ...taken })
    return ok(taken)
  })
}
