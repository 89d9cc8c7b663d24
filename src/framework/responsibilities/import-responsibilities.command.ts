import type { Reject } from '#organisations'
import type { Ctx, SheetRow } from '#platform'
import { type Result, findPatientData, hidePatientData, mayDo, ok, patientDataRefusal } from '#shared'
import { openFile } from '../importing/open-file.step.ts'
import { type FileResult, type FrameworkFile, refuseFile, rejectedFile } from '../importing/outcome.ts'
import { rowList } from '../importing/table-rows.ts'
import { lockOwner } from '../stores/locks.store.ts'
import { type Place, mayChange, placeOf } from '../stores/reach.view.ts'
import { markOf } from '../words/normalise.ts'
import { deedOf } from '../words/person.ts'
import { insertResponsibilities } from './responsibility.store.ts'
import { type Responsibility, type Side, findSide } from './responsibility.ts'
import { ownList } from './responsibilities.view.ts'
import { usualResponsibilities } from './usual.view.ts'

export interface ResponsibilityFile extends FrameworkFile {
  /** A group, or the commissioner for all of its groups. */
  readonly group: string
}

const columns = ['lead', 'responsibility']
const clean = (cell: string | undefined): string => (cell ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim()

interface ReadList {
  readonly good: readonly Responsibility[]
  readonly rejects: readonly Reject[]
  readonly notes: readonly string[]
}

function textFault(title: string): string | undefined {
  if (title === '') return 'The responsibility is missing: say what it is.'
  if (title.length > 300) return 'Say it in at most 300 characters.'
  const named = findPatientData(title)
  return named.length > 0 ? patientDataRefusal('responsibility', named) : undefined
}

/** Rows with the side that a merged cell left out taken from above; a title twice is one, unless it is given to two. */
function readList(name: string, rows: readonly SheetRow[], header: readonly string[]): ReadList {
  const rejects: Reject[] = []
  const [filled, repeats]: [number[], number[]] = [[], []]
  const first = new Map<string, Responsibility & { row: number }>()
  let above = ''
  for (const { number, cells } of rows) {
    const text = (column: string): string => clean(cells[header.indexOf(column)])
    const lead = text('lead') || above
    if (text('lead') === '' && above !== '') filled.push(number)
    above = lead
    const [side, title] = [findSide(lead), text('responsibility')]
    const reject = (column: string, value: string, message: string): void =>
      void rejects.push({ sheet: name, row: number, column, value: value.slice(0, 80), message })
    const fault = textFault(title)
    if (side === undefined)
      reject('lead', hidePatientData(lead), 'Say whose it is: commissioner, practice or group, or shared.')
    if (fault) reject('responsibility', '', fault)
    if (side === undefined || fault) continue
    const held = first.get(markOf(title))
    if (held && held.side !== side)
      reject('lead', lead, `Row ${held.row} gives the same responsibility to somebody else: keep one of the two.`)
    else if (held) repeats.push(number)
    else first.set(markOf(title), { position: first.size + 1, side, title, mark: markOf(title), row: number })
  }
  return {
    good: [...first.values()].map(({ row: _, ...each }) => each),
    rejects,
    notes: [
      ...(filled.length > 0
        ? [`Rows ${rowList(filled)} do not say whose it is, as merged cells leave it: it was taken from above.`]
        : []),
      ...(repeats.length > 0 ? [`Rows ${rowList(repeats)} repeat earlier rows: each was taken once.`] : []),
    ],
  }
}

const markOfList = (list: readonly { side: Side; title: string }[]): string =>
  markOf(list.map(({ side, title }) => `${side} ${title}`).join(' | '))

async function keep(
  ctx: Ctx,
  { place, fileName, list }: { place: Place; fileName: string; list: readonly Responsibility[] },
): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    await lockOwner(tx, place.owner)
    const contentMark = markOfList(list)
    if ((await ownList({ ...ctx, db: tx }, place.owner))?.contentMark === contentMark) return false
    await insertResponsibilities(
      tx,
      {
        ...place,
        file_name: hidePatientData(fileName),
        content_mark: contentMark,
        ...deedOf(ctx.actor, ctx.clock.now()),
      },
      list,
    )
    await ctx.audit(tx, 'framework.import-responsibilities', `responsibilities ${place.owner}`, { rows: list.length })
    return true
  })
}

const nowhere = () =>
  refuseFile('not-found', 'There is no group here for which you may say who is responsible. Check its code.')

async function placeToChange(ctx: Ctx, group: string): Promise<Place | undefined> {
  const place = await placeOf(ctx, group)
  return place.ok && mayDo(ctx.scope, 'framework.assess') && mayChange(ctx, place.value) ? place.value : undefined
}

/** Takes the list of who is responsible for what. It stands in place of the one before; what practices said of a title stays with it. */
export async function importResponsibilities(ctx: Ctx, given: ResponsibilityFile): Promise<FileResult> {
  const place = await placeToChange(ctx, given.group)
  if (!place) return nowhere()
  const opened = await openFile(given)
  if (!opened.ok) return refuseFile(opened.code, opened.message)
  const sheet = opened.value.sheets.find(({ rows }) => rows.length > 0)
  if (!sheet || sheet.rows.length < 2) return refuseFile('empty', `“${given.name}” holds no row below its header.`)
  const header = sheet.rows[0]!.cells.map((cell) => clean(cell).toLowerCase())
  while (header.at(-1) === '') header.pop()
  if (header.toSorted().join() !== columns.join())
    return refuseFile(
      'columns',
      `The header (row ${sheet.rows[0]!.number}) of “${given.name}” must be: ${columns.join(',')}.`,
    )
  const rows = sheet.rows.slice(1)
  const { good, rejects, notes } = readList(given.name, rows, header)
  if (rejects.length > 0 && (!given.acceptPartial || good.length === 0))
    return rejectedFile(given.name, rows.length, rejects)
  const isNew = await keep(ctx, { place, fileName: given.name, list: good })
  return {
    ok: true,
    value: {
      kind: 'responsibilities',
      name: given.name,
      rows: rows.length,
      taken: good.length,
      changed: isNew ? good.length : 0,
      recognised: !isNew,
      notes: isNew ? notes : [...notes, 'All of this was taken before: nothing was added.'],
      rejects,
    },
  }
}

/** Begins with the list that ships, where nobody has sent one. */
export async function beginResponsibilities(ctx: Ctx, group: string): Promise<Result<void>> {
  const place = await placeToChange(ctx, group)
  if (!place) return nowhere()
  await keep(ctx, { place, fileName: 'The usual list', list: usualResponsibilities() })
  return ok(undefined)
}
