import { dayInLondon, findPlainDate, refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { kinds } from '../model/organisation.ts'
import { countOrganisations, listOrganisations } from '../views/organisation-list.view.ts'
import { organisationDetail } from '../views/organisation.view.ts'
import { listHistoryTable, listTable, membersTable, namesTable, organisationsTable, parentsTable } from './tables.ts'
import { kindName } from './words.ts'

const date = z.string().transform((text, context) => {
  const found = findPlainDate(text)
  if (!found) context.addIssue({ code: 'custom', message: `“${text}” is no day: write it like 2007-04-01.` })
  return found ?? z.NEVER
})

/** What a screen can use. */
const onScreen = 50

const organisationsCommand = defineCommand({
  name: 'organisations',
  summary: 'Lists organisations as they were on a day',
  options: [
    { flag: '--kind <kind>', words: 'only of one kind', choices: kinds },
    { flag: '--search <text>', words: 'the start of a code, or words of a name' },
    { flag: '--date <date>', words: 'as at this day (YYYY-MM-DD); else today' },
    { flag: '--closed', words: 'also those closed, or not yet open, on the day' },
    {
      flag: '--format <format>',
      words: `csv, json and xlsx give all; text the first ${onScreen}`,
      choices: ['text', 'csv', 'json', 'xlsx'],
    },
  ],
  input: z.object({
    kind: z.enum(kinds).optional(),
    search: z.string().optional(),
    date: date.optional(),
    closed: z.boolean().default(false),
    format: z.enum(['text', 'csv', 'json', 'xlsx']).optional(),
  }),
  async run(ctx, { format, date: day, ...question }, out) {
    const asAt = day ?? dayInLondon(ctx.clock.now())
    const short = (format ?? (out.wantsJson ? 'json' : 'text')) === 'text'
    const listed = await listOrganisations(ctx.db, { ...question, asAt, limit: short ? onScreen : undefined })
    await out.table(organisationsTable(ctx.vocabulary, listed, asAt), format)
    const all = short ? await countOrganisations(ctx.db, { ...question, asAt }) : listed.length
    if (all > listed.length) out.warn(`These are the first ${listed.length} of ${all}; --format csv gives all.`)
    return exits.done
  },
})

const organisationCommand = defineCommand({
  name: 'organisation',
  summary: 'Shows one organisation: its names, whom it belongs to, its members and its list',
  arguments: [{ name: 'code', words: 'its code' }],
  input: z.object({ code: z.string() }),
  async run(ctx, { code }, out) {
    const detail = await organisationDetail(ctx.db, code.toUpperCase())
    if (!detail)
      return sayRefusal(
        out,
        refused('not-known', `There is no organisation “${code}”: “locality organisations” lists them.`),
      )
    if (out.wantsJson) {
      out.json(detail)
      return exits.done
    }
    const { organisation, latestList } = detail
    out.print(`${organisation.code} ${organisation.name} (${kindName(ctx.vocabulary, organisation.kind)})`)
    const tables = [
      namesTable(detail),
      parentsTable(ctx.vocabulary, detail),
      membersTable(ctx.vocabulary, detail),
      listHistoryTable(detail),
    ]
    for (const table of tables) if (table.rows.length > 0) await out.table(table, 'text')
    if (latestList) await out.table(listTable(latestList.countedOn, latestList.cells), 'text')
    return exits.done
  },
})

export const organisationCommands: readonly Command[] = [organisationsCommand, organisationCommand]
