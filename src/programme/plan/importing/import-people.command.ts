import { findOrganisation } from '#organisations'
import type { Ctx } from '#platform'
import { registerPersons } from '#programme/leads'
import { type PlainDate, type Result, findPatientData, findPlainDate, ok, refused } from '#shared'
import { notFound } from '../items/change-item.command.ts'
import { bareName } from '../leads/read-leads.ts'
import type { PeopleColumn } from '../policy/plan-policy.ts'
import { planPolicy } from '../policy/plan-policy.view.ts'
import { deedOf } from '../stores/deed.ts'
import { insertReceived } from '../stores/plan.store.ts'
import { mayRun } from '../stores/reach.view.ts'
import type { Grid, GridRow } from './grid.ts'
import type { PlanImportResult } from './import-plan.command.ts'
import { type TableSource, openTables } from './open-table.command.ts'
import { findPlaces } from './plan-rows.ts'
import type { PlanReject } from './read-plan.ts'

interface PersonRow {
  readonly row: number
  readonly name: string
  readonly initials: string
  readonly body: string
  readonly leftOn: PlainDate | null
}

const longestName = 120

function peopleRows(tables: readonly Grid[], name: string): Result<{ rows: PersonRow[]; rejects: PlanReject[] }> {
  const { people_columns: columns, most_rows: most } = planPolicy()
  for (const table of tables) {
    const header = table.findIndex((row) => findPlaces<PeopleColumn>(row, columns, 'name'))
    if (header < 0) continue
    const places = findPlaces<PeopleColumn>(table[header]!, columns, 'name')!
    const of = ({ cells }: GridRow, column: keyof typeof columns): string =>
      (cells[places.get(column) ?? -1]?.text ?? '').replaceAll(/\s+/g, ' ').trim()
    const read = table.slice(header + 1).map((row) => ({
      row: row.number,
      name: of(row, 'name'),
      initials: of(row, 'initials'),
      body: of(row, 'group'),
      left: of(row, 'left'),
    }))
    if (read.length > most) return refused('too-many', `“${name}” has more than ${most} rows.`)
    return ok(checked(read))
  }
  return refused('no-header', `“${name}” has no row that names its columns: call them name, initials and group.`)
}

type Unchecked = Omit<PersonRow, 'leftOn'> & { readonly left: string }

function faultOf(person: Unchecked, first: ReadonlyMap<string, number>): PlanReject | undefined {
  const { row, name, initials, body, left } = person
  const fault = (column: string, value: string, problem: string): PlanReject => ({ row, column, value, problem })
  const texts = `${name} ${initials} ${body}`
  if (name === '') return fault('name', '', 'Nobody is named: write the name, or take the row out.')
  if (findPatientData(texts).length > 0)
    return fault('name', '', 'It holds what looks like an NHS number: take it out.')
  if ([name, body].some((text) => text.length > longestName) || initials.length > 10)
    return fault(
      'name',
      name.slice(0, 40),
      `A name or a body has at most ${longestName} characters, initials have at most 10.`,
    )
  if (left !== '' && !findPlainDate(left))
    return fault('left', left, 'Write the day like 2006-03-31, or leave it empty.')
  const earlier = first.get(bareName(name))
  return earlier === undefined
    ? undefined
    : fault('name', name, `Row ${earlier} has the same name: keep one, or tell the two apart by a middle name.`)
}

function checked(read: readonly Unchecked[]): { rows: PersonRow[]; rejects: PlanReject[] } {
  const [rows, rejects, first] = [[] as PersonRow[], [] as PlanReject[], new Map<string, number>()]
  for (const person of read) {
    const fault = faultOf(person, first)
    const { left, ...rest } = person
    if (fault) rejects.push(fault)
    else rows.push({ ...rest, leftOn: left === '' ? null : (findPlainDate(left) ?? null) })
    if (person.name !== '' && !first.has(bareName(person.name))) first.set(bareName(person.name), person.row)
  }
  return { rows, rejects }
}

/** Initials that fit two and names without any are told: the plan asks a person about them. */
function notesOf(rows: readonly PersonRow[]): string[] {
  const shared = [...new Set(rows.map(({ initials }) => initials))]
    .filter((initials) => initials !== '')
    .flatMap((initials) => {
      const fits = rows.filter((row) => row.initials === initials)
      return fits.length > 1 ? [`${initials} are the initials of ${fits.map(({ name }) => name).join(' and ')}.`] : []
    })
  const without = rows
    .filter(({ initials }) => initials === '')
    .map(({ name, row }) => `Row ${row}: ${name} has no initials.`)
  return [...shared, ...without]
}

/**
 * Takes the register of names and initials that leads are matched against. A name that is known is the same person: what the file says
 * of them now stands. Nobody is taken out by being left out of a file.
 */
export async function importPeople(
  ctx: Ctx,
  { owner, source, acceptPartial = false }: { owner: string; source: TableSource; acceptPartial?: boolean },
): Promise<PlanImportResult> {
  if (!(await mayRun(ctx, owner))) return notFound()
  const organisation = await findOrganisation(ctx.db, owner)
  if (!organisation || !['group', 'commissioner'].includes(organisation.kind))
    return refused(
      'no-owner',
      `There is no group or commissioner with the code ${owner}: “locality organisation list” lists all.`,
    )
  const opened = await openTables(source)
  if (!opened.ok) return opened
  const read = peopleRows(opened.value.tables, opened.value.name)
  if (!read.ok) return read
  const { rows, rejects } = read.value
  if ((rejects.length > 0 && !acceptPartial) || rows.length === 0)
    return {
      ...refused(
        'rejected',
        `Nothing of “${opened.value.name}” was taken: put the rows named right and send it again.`,
      ),
      rejects,
    }
  const { name, sha256 } = opened.value
  const notes = notesOf(rows)
  let importNo = 0
  const done = await registerPersons(ctx, { owner, persons: rows }, async (tx, { added, changed }) => {
    const receipt = { owner, what: 'people', name, sha256, rows_read: rows.length, added, changed } as const
    importNo = await insertReceived(tx, { ...receipt, notes: JSON.stringify(notes), ...deedOf(ctx) })
  })
  return done.ok ? ok({ importNo, rows: rows.length + rejects.length, ...done.value, notes, rejects }) : done
}
