import { basename } from 'node:path'
import { type Command, type ExitCode, type Terminal, defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { importAssessment } from '../importing/import-assessment.command.ts'
import type { FileResult } from '../importing/outcome.ts'
import { importRegister } from '../registers/import-register.command.ts'
import { registerNames } from '../registers/register.ts'
import { importResponsibilities } from '../responsibilities/import-responsibilities.command.ts'
import { yearInput } from './framework-input.ts'
import { outcomeWords, rejectsTable } from './outcome-words.ts'
import { groupOption } from './terminal-input.ts'

/** What a screen can use; `--json` has them all. */
const onScreen = 20

async function say(result: FileResult, out: Terminal): Promise<ExitCode> {
  const rejects = result.ok ? result.value.rejects : result.rejects
  if (out.wantsJson) {
    if (result.ok) out.json({ imported: true, ...result.value })
    else out.json({ imported: false, taken: 0, refused: { code: result.code, message: result.message }, rejects })
    return result.ok ? exits.done : exits.refused
  }
  if (result.ok) {
    out.print(outcomeWords(result.value))
    for (const note of result.value.notes) out.warn(note)
  } else out.warn(result.message)
  if (rejects.length > 0) await out.table(rejectsTable(rejects, onScreen), 'text')
  return result.ok ? exits.done : exits.refused
}

const partialOption = {
  flag: '--accept-partial',
  words: 'take the good rows when others are rejected; without it one bad row refuses the file',
} as const
const partial = z.boolean().default(false)
const fileArgument = { name: 'file', words: 'the CSV file or workbook' } as const
const group = z.string().trim().toUpperCase()

const assessmentCommand = defineCommand({
  name: 'import framework-assessment',
  changes: true,
  summary: 'Takes the table of an assessment: level,objective,target,rating,action_or_evidence',
  arguments: [{ ...fileArgument, words: 'the CSV file, workbook, or document saved as text' }],
  options: [
    groupOption,
    { flag: '--year <year>', words: 'of which year, like 2007/08; the present one without' },
    partialOption,
  ],
  input: z.object({ file: z.string(), group, year: yearInput.optional(), acceptPartial: partial }),
  async run(ctx, { file, group: code, year, acceptPartial }, out) {
    const given = { file, name: basename(file), group: code, acceptPartial, ...(year && { year }) }
    return say(await importAssessment(ctx, given), out)
  },
})

const responsibilitiesCommand = defineCommand({
  name: 'import responsibilities',
  changes: true,
  summary: 'Takes who is responsible for what: lead,responsibility',
  arguments: [fileArgument],
  options: [groupOption, partialOption],
  input: z.object({ file: z.string(), group, acceptPartial: partial }),
  run: async (ctx, { file, ...given }, out) =>
    say(await importResponsibilities(ctx, { ...given, file, name: basename(file) }), out),
})

const registerCommand = defineCommand({
  name: 'import framework-register',
  changes: true,
  summary: 'Takes a register that targets are measured by, such as schemes: practice,scheme,from,to',
  arguments: [fileArgument],
  options: [{ flag: '--register <name>', words: 'which', choices: registerNames, required: true }, partialOption],
  input: z.object({ file: z.string(), register: z.enum(registerNames), acceptPartial: partial }),
  run: async (ctx, { file, ...given }, out) =>
    say(await importRegister(ctx, { ...given, file, name: basename(file) }), out),
})

export const importCommands: readonly Command[] = [assessmentCommand, responsibilitiesCommand, registerCommand]
