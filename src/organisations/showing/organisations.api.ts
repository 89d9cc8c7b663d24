import { type PlainDate, dayInLondon, findPlainDate, ok, toPlainDate } from '#shared'
import { type Page, type Position, type TablePage, defineOperation } from '#ui'
import { z } from 'zod'
import type { Sex } from '../model/list-count.ts'
import { findKind, kinds } from '../model/organisation.ts'
import { listSizes } from '../views/list-size-list.view.ts'
import { listMemberships } from '../views/membership-list.view.ts'
import { listOrganisations } from '../views/organisation-list.view.ts'
import { membershipsTable, sizesTable } from './pull-tables.ts'
import { organisationsTable } from './tables.ts'

const day = z.string().transform((text, context): PlainDate => {
  const found = findPlainDate(text)
  if (!found) context.addIssue({ code: 'custom', message: 'Write the date like 2007-04-01.' })
  return found ?? z.NEVER
})

const code = z
  .string()
  .trim()
  .max(20, 'A code has at most 20 characters.')
  .transform((text) => text.toUpperCase())

/** What was read, one more than wanted so that it is known whether anything is left, as the page that was wanted. */
function pageOf<Row>(
  read: readonly Row[],
  { limit }: Page,
  { table, at }: { table(rows: readonly Row[]): TablePage['table']; at(row: Row): Position },
): TablePage {
  const last = read.length > limit ? read[limit - 1] : undefined
  return { table: table(read.slice(0, limit)), ...(last !== undefined && { next: at(last) }) }
}

const organisationPosition = z.tuple([z.string(), z.string(), z.string()])

export const organisationsOperation = defineOperation({
  method: 'GET',
  name: 'organisations',
  path: '/api/v1/organisations',
  summary: 'Organisations as they were on a day, by kind and code',
  permission: 'organisation.read',
  audit: null,
  paged: true,
  input: z.object({
    kind: z.enum(kinds).optional().describe('Only of one kind.'),
    search: z
      .string()
      .max(100, 'Search for at most 100 letters.')
      .optional()
      .describe('The start of a code, or words of a name.'),
    date: day.optional().describe('As at this day, like 2007-04-01; today without.'),
    closed: z.literal('yes').optional().describe('yes: also those closed, or not yet open, on the day.'),
  }),
  async answer(ctx, { kind, search, date, closed }, page) {
    // The day of the first page is kept: a pull that goes on over midnight is of one day.
    const [began, afterKind, afterCode] = page.after ? organisationPosition.parse(page.after) : []
    const asAt = date ?? (began === undefined ? dayInLondon(ctx.clock.now()) : toPlainDate(began))
    const found = findKind(afterKind ?? '')
    const after = found && { kind: found, code: afterCode ?? '' }
    const question = { asAt, kind, search, closed: closed === 'yes', after, limit: page.limit + 1 }
    return ok(
      pageOf(await listOrganisations(ctx.db, question), page, {
        table: (rows) => organisationsTable(ctx.vocabulary, rows, asAt),
        at: (row) => [asAt, row.kind, row.code],
      }),
    )
  },
})

const membershipPosition = z.tuple([z.string(), z.string(), z.string()])

export const membershipsOperation = defineOperation({
  method: 'GET',
  name: 'memberships',
  path: '/api/v1/memberships',
  summary: 'Who belonged to whom and when: every membership there ever was, or those of a day',
  permission: 'organisation.read',
  audit: null,
  paged: true,
  input: z.object({
    date: day.optional().describe('Only memberships that held on this day.'),
    organisation: code.optional().describe('Only memberships of this organisation, or in it.'),
  }),
  async answer(ctx, { date, organisation }, page) {
    const [member, parent, from] = page.after ? membershipPosition.parse(page.after) : []
    const after = member === undefined ? undefined : { member, parent: parent!, from: toPlainDate(from!) }
    const question = { date, organisation, after, limit: page.limit + 1 }
    return ok(
      pageOf(await listMemberships(ctx.db, question), page, {
        table: (rows) => membershipsTable(ctx.vocabulary, rows),
        at: (row) => [row.member, row.parent, row.from],
      }),
    )
  },
})

const sizePosition = z.tuple([z.string(), z.string(), z.string(), z.string()])

export const listSizesOperation = defineOperation({
  method: 'GET',
  name: 'list-sizes',
  path: '/api/v1/list-sizes',
  summary: 'Registered patients of practices by sex and age: every count, or the latest of each practice up to a day',
  permission: 'organisation.read',
  audit: null,
  paged: true,
  input: z.object({
    date: day.optional().describe('Of each practice the latest count up to this day.'),
    practice: code.optional().describe('Only of this practice.'),
  }),
  async answer(ctx, { date, practice }, page) {
    const [at, countedOn, sex, ageBand] = page.after ? sizePosition.parse(page.after) : []
    const after =
      at === undefined
        ? undefined
        : { practice: at, countedOn: toPlainDate(countedOn!), sex: sex as Sex, ageBand: ageBand! }
    return ok(
      pageOf(await listSizes(ctx.db, { date, practice, after, limit: page.limit + 1 }), page, {
        table: sizesTable,
        at: (row) => [row.practice, row.countedOn, row.sex, row.ageBand],
      }),
    )
  },
})
