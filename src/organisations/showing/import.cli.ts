import type { Ctx } from '#platform'
import { type FinancialYear, type PlainDate, findFinancialYear, yearInterval } from '#shared'
import { type Command, type ExitCode, type Terminal, defineCommand, exits } from '#terminal'
import { basename } from 'node:path'
import { z } from 'zod'
import {
  type Importer,
  importListSizes,
  importMemberships,
  importNetworks,
  importOrganisations,
  importPractices,
} from '../importing/import-organisations.command.ts'
import type { FileToImport, ImportResult } from '../importing/outcome.ts'
import { outcomeWords } from './outcome-words.ts'
import { rejectsTable } from './tables.ts'

/** What a screen can use; `--json` has them all. */
const onScreen = 20

const rejectsOf = (result: ImportResult) => (result.ok ? result.value.rejects : result.rejects)

async function say(result: ImportResult, out: Terminal): Promise<void> {
  if (result.ok) {
    out.print(outcomeWords(result.value))
    for (const note of result.value.notes) out.print(note)
  } else out.warn(result.message)
  const rejects = rejectsOf(result)
  if (rejects.length > 0 && !out.wantsJson) await out.table(rejectsTable(rejects, onScreen), 'text')
}

const valueOf = (file: string, result: ImportResult) =>
  result.ok
    ? { file, imported: true, ...result.value }
    : {
        file,
        imported: false,
        taken: 0,
        refused: { code: result.code, message: result.message },
        rejects: result.rejects,
      }

/** Files one after the other, in the order typed; the first that is refused stops the rest. */
async function importAll(
  importer: Importer,
  ctx: Ctx,
  files: readonly FileToImport[],
  out: Terminal,
): Promise<ExitCode> {
  const values: unknown[] = []
  let refused = false
  for (const file of files) {
    const result = await importer(ctx, file)
    await say(result, out)
    values.push(valueOf(file.file, result))
    refused = !result.ok
    if (refused) break
  }
  if (out.wantsJson) out.json({ files: values })
  return refused ? exits.refused : exits.done
}

const yearOption = {
  flag: '--year <year>',
  words: 'instead of --date: its first day, 1 April, where the files do not say their own (like 2008/09)',
} as const

const yearInput = z.string().transform((text, context): FinancialYear => {
  const found = findFinancialYear(text)
  if (!found) context.addIssue({ code: 'custom', message: `“${text}” is no financial year: write it like 2008/09.` })
  return found ?? z.NEVER
})

const firstDay = (year: FinancialYear): PlainDate => yearInterval(year).from

function importCommand(what: string, summary: string, importer: Importer): Command {
  return defineCommand({
    name: `import ${what}`,
    changes: true,
    summary,
    arguments: [{ name: 'files', words: 'CSV files or workbooks', many: true }],
    options: [
      {
        flag: '--accept-partial',
        words: 'take the good rows when others are rejected; without it one bad row refuses the file',
      },
      { flag: '--date <date>', words: 'the day the files speak of, where they do not say (YYYY-MM-DD)' },
      ...(what === 'list-sizes' ? [yearOption] : []),
    ],
    input: z.object({
      files: z.array(z.string()).min(1, 'Give at least one file.'),
      acceptPartial: z.boolean().default(false),
      date: z.string().optional(),
      year: yearInput.optional(),
    }),
    run: (ctx, { files, acceptPartial, date, year }, out) =>
      importAll(
        importer,
        ctx,
        files.map((file) => ({ file, name: basename(file), acceptPartial, date: date ?? (year && firstDay(year)) })),
        out,
      ),
  })
}

export const importCommands: readonly Command[] = [
  importCommand(
    'organisations',
    'Takes organisations from organisations.csv or the national register of trusts (etr.csv)',
    importOrganisations,
  ),
  importCommand('memberships', 'Takes who belonged to whom, and when, from memberships.csv', importMemberships),
  importCommand(
    'practices',
    'Takes practices and their commissioners from the national register (epraccur.csv)',
    importPractices,
  ),
  importCommand(
    'networks',
    'Takes groups and their practices from the national register (ePCN, workbook or CSV)',
    importNetworks,
  ),
  importCommand(
    'list-sizes',
    'Takes registered patients by sex and age from list-sizes.csv or a national file',
    importListSizes,
  ),
]
